# SPDX-License-Identifier: GPL-3.0-or-later
"""What a report keeps of ISO 19005-3 (PDF/A-3), read with the qpdf program: a function for each rule, and no more
than these is claimed. The clauses in brackets are of ISO 19005-3:2012."""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402

INVISIBLE, HIDDEN, PRINT, NO_VIEW, TOGGLE_NO_VIEW = 1, 2, 4, 32, 256
ACTIONS = {"/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition", "/Trans",
           "/GoTo3DView", "/JavaScript", "/URI", "/GoToR", "/SubmitForm"}
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC, XMP, PDF = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/xap/1.0/}", "{http://ns.adobe.com/pdf/1.3/}"


def qpdf(*arguments):
    if not shutil.which("qpdf"):
        raise tap.Skip("the qpdf program is not here")
    return subprocess.run(["qpdf", *map(str, arguments)], check=True, capture_output=True).stdout


class Document:
    """A PDF as qpdf tells it in JSON."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.objects = json.loads(qpdf("--json=2", "--json-key=qpdf", "--json-stream-data=none", path))["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]
        self.root = self.get(self.trailer["/Root"])

    def get(self, value):
        """What a reference leads to; of a stream its dictionary."""
        if isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            entry = self.objects.get(f"obj:{value}")
            return None if entry is None else entry["value"] if "value" in entry else entry["stream"]["dict"]
        return value

    def is_stream(self, reference):
        return "stream" in self.objects.get(f"obj:{reference}", {})

    def data(self, reference, raw=False):
        number, generation, _ = reference.split()
        return qpdf(f"--show-object={number},{generation}", "--raw-stream-data" if raw else "--filtered-stream-data", self.path)

    def dictionaries(self):
        """All of them, however deep."""
        waiting = [entry.get("value", entry.get("stream", {}).get("dict")) for entry in self.objects.values()]
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                yield value
                waiting += value.values()
            elif isinstance(value, list):
                waiting += value

    def pages(self):
        waiting = [self.root["/Pages"]]
        while waiting:
            node = self.get(waiting.pop())
            if node["/Type"] == "/Pages":
                waiting += self.get(node["/Kids"])
            else:
                yield node

    def annotations(self):
        for page in self.pages():
            yield from (self.get(each) for each in self.get(page.get("/Annots", [])))

    def resources(self):
        """What pages and appearances draw with, and the forms among it."""
        waiting = [self.get(page["/Resources"]) for page in self.pages()]
        for annotation in self.annotations():
            appearance = self.get(annotation.get("/AP", {}))
            waiting += [self.get(self.get(appearance["/N"]).get("/Resources", {}))] if "/N" in appearance else []
        while waiting:
            each = waiting.pop()
            yield each
            for reference in self.get(each.get("/XObject", {})).values():
                form = self.get(reference)
                if form["/Subtype"] == "/Form":
                    waiting.append(self.get(form.get("/Resources", {})))


def text(value):
    return value[2:] if isinstance(value, str) and value.startswith("u:") else value


def header(document):
    """[6.1.2] begins with its version and a comment of bytes above 127; [6.1.3] ends with its end."""
    data = document.path.read_bytes()
    assert re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4,}", data), data[:20]
    assert data.rstrip(b"\r\n").endswith(b"%%EOF"), data[-20:]


def identified(document):
    """[6.1.3] has an identifier, and no encryption."""
    first, second = document.trailer["/ID"]
    assert len(first) > 10 and len(second) > 10, document.trailer
    assert "/Encrypt" not in document.trailer


def metadata(document):
    """[6.6.2] has XMP that is no filtered stream; [6.6.3] XMP says what Info says."""
    reference = document.root["/Metadata"]
    stream = document.get(reference)
    tap.equal((stream["/Type"], stream["/Subtype"], "/Filter" in stream), ("/Metadata", "/XML", False))
    xmp = document.data(reference, raw=True)
    assert xmp.startswith(b"<?xpacket begin=\"\xef\xbb\xbf\""), xmp[:40]
    assert b"encoding" not in xmp[:80] and b" bytes" not in xmp[:80], "attributes that the header may not have"
    tree = ElementTree.fromstring(xmp.decode())
    info = {key: text(value) for key, value in document.get(document.trailer["/Info"]).items()}

    def said(name):
        found = tree.find(f".//{name}")
        return "".join(found.itertext()).strip() if found is not None else None

    def date(value):
        return re.sub(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z.*", r"\1-\2-\3T\4:\5:\6Z", value)

    for key, name in (("/Title", DC + "title"), ("/Author", DC + "creator"), ("/Subject", DC + "description"),
                      ("/Producer", PDF + "Producer"), ("/Creator", XMP + "CreatorTool")):
        tap.equal(said(name), info.get(key), key)
    for key, name in ("/CreationDate", XMP + "CreateDate"), ("/ModDate", XMP + "ModifyDate"):
        tap.equal(said(name), date(info[key]), key)


def claims(document):
    """XMP claims conformance to no standard: that is for a validator to say."""
    assert b"pdfaid" not in document.data(document.root["/Metadata"], raw=True)


def output_intent(document):
    """[6.2.3] has one output intent for PDF/A, with a profile of a monitor in RGB."""
    intents = [document.get(each) for each in document.get(document.root["/OutputIntents"])]
    tap.equal([each["/S"] for each in intents], ["/GTS_PDFA1"])
    reference = intents[0]["/DestOutputProfile"]
    profile = document.data(reference)
    tap.equal(document.get(reference)["/N"], 3)
    tap.equal((profile[36:40], profile[12:16], profile[16:20]), (b"acsp", b"mntr", b"RGB "))
    tap.equal(int.from_bytes(profile[:4], "big"), len(profile))
    assert profile[8] <= 4, "a version of ICC that is newer than PDF/A-3"


def colours(document):
    """[6.2.4] uses no colour that the output intent does not define."""
    for each in document.dictionaries():
        assert each.get("/ColorSpace") != "/DeviceCMYK" and each.get("/CS") != "/DeviceCMYK", each
        if each.get("/Subtype") == "/Image":
            assert each.get("/ImageMask") or document.get(each["/ColorSpace"]) in ("/DeviceRGB", "/DeviceGray"), each
    for page in document.pages():
        contents = page["/Contents"]
        for reference in contents if isinstance(contents, list) else [contents]:
            assert not re.search(rb"(?:^|\s)[-.\d]+\s+[-.\d]+\s+[-.\d]+\s+[-.\d]+\s+[kK]\s", document.data(reference))


def images(document):
    """[6.2.8] has no images that are smoothed, replaced or read from elsewhere; [6.2.9] no PostScript, no references."""
    for each in document.dictionaries():
        if each.get("/Subtype") == "/Image":
            assert each.get("/Interpolate", False) is False, each
            assert not {"/Alternates", "/OPI"} & set(each), each
        if each.get("/Subtype") == "/Form":
            assert not {"/OPI", "/PS", "/Ref"} & set(each), each
        assert each.get("/Subtype") != "/PS"


def fonts(document):
    """[6.2.11] embeds each font that draws text, as a subset, with its characters."""
    drawn = 0
    for resources in document.resources():
        for reference in document.get(resources.get("/Font", {})).values():
            font = document.get(reference)
            drawn += 1
            assert "/ToUnicode" in font, font["/BaseFont"]
            holder = document.get(document.get(font["/DescendantFonts"])[0]) if "/DescendantFonts" in font else font
            descriptor = document.get(holder["/FontDescriptor"])
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor), font["/BaseFont"]
            assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"]), font["/BaseFont"]
            if holder.get("/Subtype") == "/CIDFontType2":
                assert "/CIDToGIDMap" in holder, font["/BaseFont"]
    assert drawn, "no font at all"


def transparency(document):
    """[6.2.10] blends in the colours of the output intent, and normally."""
    for each in document.dictionaries():
        assert each.get("/BM", "/Normal") in ("/Normal", "/Compatible"), each
        if each.get("/S") == "/Transparency":
            assert each.get("/CS", "/DeviceRGB") in ("/DeviceRGB", "/DeviceGray"), each
        if each.get("/Type") == "/ExtGState":
            assert not {"/TR", "/HTP"} & set(each) and each.get("/TR2", "/Default") == "/Default", each


def actions(document):
    """[6.5] does nothing by itself: no actions, no scripts."""
    assert "/OpenAction" not in document.root
    assert "/JavaScript" not in document.get(document.root.get("/Names", {}))
    for each in document.dictionaries():
        assert not {"/AA", "/JS"} & set(each), each
        assert not (each.get("/S") in ACTIONS and each.get("/Type", "/Action") == "/Action"), each


def annotations(document):
    """[6.3] prints every annotation, hides none, and draws none without its appearance."""
    for each in document.annotations():
        flags = each.get("/F", 0)
        assert each["/Subtype"] in ("/Widget", "/Link"), each
        assert flags & PRINT and not flags & (INVISIBLE | HIDDEN | NO_VIEW | TOGGLE_NO_VIEW), each
        left, low, right, high = document.get(each["/Rect"])
        if each["/Subtype"] == "/Widget" and left < right and low < high:
            tap.equal(list(document.get(each["/AP"])), ["/N"])
            assert document.is_stream(document.get(each["/AP"])["/N"]), each


def form(document):
    """[6.4.1] has a form that shows what it holds."""
    fields = document.get(document.root["/AcroForm"])
    assert not fields.get("/NeedAppearances") and "/XFA" not in fields, fields
    assert set(document.get(document.root.get("/Perms", {}))) <= {"/DocMDP", "/UR3"}, "[6.1.12]"


def files(document):
    """[6.8] names, types, dates and relates each embedded file, and associates it with the document."""
    associated = [document.get(each) for each in document.get(document.root["/AF"])]
    names = document.get(document.get(document.get(document.root["/Names"])["/EmbeddedFiles"])["/Names"])
    tap.equal([document.get(each) for each in names[1::2]], associated)
    for each in (each for each in document.dictionaries() if "/EF" in each):
        assert each in associated, each
        tap.equal((each["/Type"], each["/AFRelationship"], each["/F"]), ("/Filespec", "/Data", each["/UF"]))
        reference = document.get(each["/EF"])["/F"]
        stream = document.get(reference)
        tap.equal((stream["/Type"], stream["/Subtype"]), ("/EmbeddedFile", "/application/json"))
        assert re.match(r"(u:)?D:\d{14}", document.get(stream["/Params"])["/ModDate"]), stream
        tap.equal(document.get(stream["/Params"])["/Size"], len(document.data(reference)))


def streams(document):
    """[6.1.7] holds all its streams itself, in filters that everybody has."""
    for entry in document.objects.values():
        if "stream" in entry:
            stream = entry["stream"]["dict"]
            filters = stream.get("/Filter", [])
            assert set(filters if isinstance(filters, list) else [filters]) <= {"/FlateDecode", "/DCTDecode"}, stream
            assert not {"/F", "/FFilter", "/FDecodeParms"} & set(stream), stream


def structure(document):
    """[6.7] is tagged, in a language, with a text for each figure (as levels A and U have it)."""
    tap.equal(document.get(document.root["/MarkInfo"]), {"/Marked": True})
    assert text(document.root["/Lang"]) in ("zh-CN", "en"), document.root["/Lang"]
    assert document.get(document.root["/ViewerPreferences"])["/DisplayDocTitle"] is True
    tap.equal(document.get(document.root["/StructTreeRoot"])["/Type"], "/StructTreeRoot")
    for each in document.dictionaries():
        if each.get("/S") == "/Figure":
            assert text(each.get("/Alt")), each


def limits(document):
    """[6.1.13] keeps within what every reader can: long strings, odd page sizes, too many objects; no layers [6.9]."""
    assert len(document.objects) < 8388607
    assert "/OCProperties" not in document.root
    for page in document.pages():
        left, low, right, high = document.get(page["/MediaBox"])
        assert 3 <= right - left <= 14400 and 3 <= high - low <= 14400
    for each in document.dictionaries():
        assert all(len(key) <= 127 for key in each)
        assert all(len(value) <= 2 * 32767 + 2 for key, value in each.items() if isinstance(value, str) and key != "/Contents")


RULES = (header, identified, metadata, claims, output_intent, colours, images, fonts, transparency, actions, annotations,
         form, files, streams, structure, limits)


def broken(path):
    """The names of the rules that a document breaks, with what was found."""
    document = Document(path)
    found = {}
    for rule in RULES:
        try:
            rule(document)
        except (AssertionError, KeyError, ValueError, TypeError, ElementTree.ParseError) as fault:
            found[rule.__name__] = f"{type(fault).__name__}: {str(fault)[:200]}"
    return found
