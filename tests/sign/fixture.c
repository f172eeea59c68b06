/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"
#include "expired.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <pango/pangocairo.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->folder = g_dir_make_tmp ("hecha-sign-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  return self;
}

static void
remove_folder (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
fixture_free (Fixture *self)
{
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

char *
fixture_path (Fixture    *self,
              const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

GBytes *
fixture_read (Fixture    *self,
              const char *name)
{
  g_autofree char *path = fixture_path (self, name);
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

void
fixture_write (Fixture      *self,
               const char   *name,
               gconstpointer data,
               gsize         size)
{
  g_autofree char *path = fixture_path (self, name);
  g_autoptr(GError) error = NULL;

  g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
}

gboolean
fixture_has_program (const char *name)
{
  g_autofree char *path = g_find_program_in_path (name);

  return path != NULL;
}

/* Runs in the fixture's folder; gives both outputs, whatever the exit status. */
char *
fixture_run (Fixture    *self,
             const char *first,
             ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) output = NULL;
  va_list args;

  va_start (args, first);
  for (const char *arg = first; arg; arg = va_arg (args, const char *))
    g_ptr_array_add (argv, (char *) arg);
  va_end (args);
  g_ptr_array_add (argv, NULL);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_subprocess_launcher_set_cwd (launcher, self->folder);
  /* Their leaks are not ours. */
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", "detect_leaks=0", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  return g_strndup (g_bytes_get_size (output) ? g_bytes_get_data (output, NULL) : "", g_bytes_get_size (output));
}

static void
assert_made (Fixture    *self,
             const char *name,
             const char *output)
{
  g_autofree char *path = fixture_path (self, name);
  GStatBuf info;

  if (g_stat (path, &info) != 0 || info.st_size == 0)
    g_error ("%s was not made:\n%s", name, output);
}

void
fixture_make_ca (Fixture *self)
{
  g_autofree char *output
    = fixture_run (self, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                   "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "3650", "-subj", "/CN=Hecha Test CA",
                   "-addext", "keyUsage=critical,keyCertSign,cRLSign", NULL);

  assert_made (self, "ca.pem", output);
}

/* @kind is "rsa:2048", "P-256" …; makes NAME.key, NAME.pem and NAME.p12. */
void
fixture_make_key (Fixture    *self,
                  const char *name,
                  const char *subject,
                  const char *kind,
                  const char *extensions,
                  const char *days)
{
  g_autofree char *key = g_strconcat (name, ".key", NULL);
  g_autofree char *csr = g_strconcat (name, ".csr", NULL);
  g_autofree char *ext = g_strconcat (name, ".ext", NULL);
  g_autofree char *pem = g_strconcat (name, ".pem", NULL);
  g_autofree char *p12 = g_strconcat (name, ".p12", NULL);
  g_autofree char *subj = g_strconcat ("/C=CN/CN=", subject, NULL);
  g_autofree char *curve = g_strconcat ("ec_paramgen_curve:", kind, NULL);
  gboolean rsa = g_str_has_prefix (kind, "rsa");
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *three = NULL;

  one = rsa ? fixture_run (self, "openssl", "req", "-new", "-utf8", "-newkey", kind, "-nodes", "-keyout", key,
                           "-out", csr, "-subj", subj, NULL)
            : fixture_run (self, "openssl", "req", "-new", "-utf8", "-newkey", "ec", "-pkeyopt", curve, "-nodes",
                           "-keyout", key, "-out", csr, "-subj", subj, NULL);
  assert_made (self, csr, one);
  fixture_write (self, ext, extensions, strlen (extensions));
  two = days ? fixture_run (self, "openssl", "x509", "-req", "-in", csr, "-CA", "ca.pem", "-CAkey", "ca.key",
                            "-CAcreateserial", "-out", pem, "-extfile", ext, "-days", days, NULL)
             : fixture_run (self, "openssl", "x509", "-req", "-in", csr, "-CA", "ca.pem", "-CAkey", "ca.key",
                            "-CAcreateserial", "-out", pem, "-extfile", ext, EXPIRED_DAYS, NULL);
  assert_made (self, pem, two);
  three = fixture_run (self, "openssl", "pkcs12", "-export", "-inkey", key, "-in", pem, "-certfile", "ca.pem",
                       "-out", p12, "-passout", "pass:" FIXTURE_PASSWORD, NULL);
  assert_made (self, p12, three);
}

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GByteArray *
draw_pages (guint n_pages)
{
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, out, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *text = g_strdup_printf ("核查报告 page %u", i + 1);
      PangoLayout *layout = pango_cairo_create_layout (cr);

      pango_layout_set_text (layout, text, -1);
      cairo_move_to (cr, 72, 72);
      pango_cairo_show_layout (cr, layout);
      cairo_show_page (cr);
      g_object_unref (layout);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return out;
}

static qpdf_oh
make_field (qpdf_data   qpdf,
            qpdf_oh     page,
            const char *name,
            const char *rect,
            const char *lock)
{
  g_autofree char *text = g_strdup_printf ("<< /Type /Annot /Subtype /Widget /FT /%s /T (%s) /Rect %s /F 132 %s >>",
                                           g_str_equal (name, "remark") ? "Tx" : "Sig", name, rect, lock);
  qpdf_oh field = qpdf_make_indirect_object (qpdf, qpdf_oh_parse (qpdf, text));

  qpdf_oh_replace_key (qpdf, field, "/P", page);
  return field;
}

static void
add_form (qpdf_data qpdf)
{
  static const char *const fields[][3] = {
    { "prepared", "[72 400 272 470]", "" },
    { "reviewed", "[300 400 500 470]", "" },
    { "approved", "[72 300 272 370]", "" },
    { "locker", "[300 300 500 370]", "/Lock << /Type /SigFieldLock /Action /Include /Fields [(approved)] >>" },
    { "witness", "[72 200 272 270]", "/Lock << /Type /SigFieldLock /Action /Include /Fields [(remark) (approved)] >>" },
    { "remark", "[300 200 500 270]", "" },
    { "timestamp-1", "[0 0 0 0]", "" },
  };
  qpdf_oh page = qpdf_get_page_n (qpdf, 0), root = qpdf_get_root (qpdf);
  qpdf_oh list = qpdf_oh_new_array (qpdf), annots = qpdf_oh_new_array (qpdf);
  qpdf_oh form = qpdf_oh_parse (qpdf, "<< /SigFlags 0 >>");

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      qpdf_oh field = make_field (qpdf, page, fields[i][0], fields[i][1], fields[i][2]);

      qpdf_oh_append_item (qpdf, list, field);
      qpdf_oh_append_item (qpdf, annots, field);
    }
  qpdf_oh_replace_key (qpdf, page, "/Annots", annots);
  qpdf_oh_replace_key (qpdf, form, "/Fields", list);
  qpdf_oh_replace_key (qpdf, root, "/AcroForm", qpdf_make_indirect_object (qpdf, form));
}

static void
add_attachment (qpdf_data qpdf)
{
  qpdf_oh stream = qpdf_oh_new_stream (qpdf), ef = qpdf_oh_new_dictionary (qpdf);
  qpdf_oh spec = qpdf_oh_parse (qpdf, "<< /Type /Filespec /F (results.json) /UF (results.json) >>");
  qpdf_oh names = qpdf_oh_new_array (qpdf), tree = qpdf_oh_new_dictionary (qpdf), all = qpdf_oh_new_dictionary (qpdf);

  qpdf_oh_replace_stream_data (qpdf, stream, (const unsigned char *) FIXTURE_ATTACHMENT, strlen (FIXTURE_ATTACHMENT),
                               qpdf_oh_new_null (qpdf), qpdf_oh_new_null (qpdf));
  qpdf_oh_replace_key (qpdf, qpdf_oh_get_dict (qpdf, stream), "/Type", qpdf_oh_new_name (qpdf, "/EmbeddedFile"));
  qpdf_oh_replace_key (qpdf, ef, "/F", stream);
  qpdf_oh_replace_key (qpdf, spec, "/EF", ef);
  qpdf_oh_append_item (qpdf, names, qpdf_oh_new_string (qpdf, "results.json"));
  qpdf_oh_append_item (qpdf, names, qpdf_make_indirect_object (qpdf, spec));
  qpdf_oh_replace_key (qpdf, tree, "/Names", names);
  qpdf_oh_replace_key (qpdf, all, "/EmbeddedFiles", qpdf_make_indirect_object (qpdf, tree));
  qpdf_oh_replace_key (qpdf, qpdf_get_root (qpdf), "/Names", all);
}

/* Fields prepared, reviewed, approved, locker (locks approved), witness (locks
 * approved and the text remark) and the invisible timestamp-1; the attachment
 * results.json. */
void
fixture_make_pdf (Fixture    *self,
                  const char *name,
                  guint       n_pages,
                  gboolean    object_streams)
{
  g_autoptr(GByteArray) pages = draw_pages (n_pages);
  g_autofree char *path = fixture_path (self, name);
  qpdf_data qpdf = qpdf_init ();

  g_assert_cmpint (qpdf_read_memory (qpdf, name, (char *) pages->data, pages->len, NULL), ==, QPDF_SUCCESS);
  add_form (qpdf);
  add_attachment (qpdf);
  g_assert_cmpint (qpdf_init_write (qpdf, path), ==, QPDF_SUCCESS);
  qpdf_set_object_stream_mode (qpdf, object_streams ? qpdf_o_generate : qpdf_o_disable);
  g_assert_cmpint (qpdf_write (qpdf), ==, QPDF_SUCCESS);
  qpdf_cleanup (&qpdf);
}

GString *
fixture_write_pdf (const char *const *bodies,
                   const char        *trailer)
{
  GString *out = g_string_new ("%PDF-1.7\n"), *rows = g_string_new ("0000000000 65535 f \n");
  guint n = 0;

  for (; bodies[n]; n++)
    {
      g_string_append_printf (rows, "%010zu 00000 n \n", out->len);
      g_string_append_printf (out, "%u 0 obj\n%s\nendobj\n", n + 1, bodies[n]);
    }
  g_string_append_printf (rows, "trailer\n<< /Size %u /Root 1 0 R %s >>\nstartxref\n%zu\n%%%%EOF\n",
                          n + 1, trailer, out->len);
  g_string_append_printf (out, "xref\n0 %u\n%s", n + 1, rows->str);
  g_string_free (rows, TRUE);
  return out;
}

void
fixture_update_pdf (GString    *pdf,
                    guint       number,
                    const char *body,
                    const char *trailer)
{
  guint64 prev = g_ascii_strtoull (g_strrstr (pdf->str, "startxref\n") + 10, NULL, 10);
  guint64 size = g_ascii_strtoull (g_strrstr (pdf->str, "/Size ") + 6, NULL, 10);
  gsize object = pdf->len, xref;

  if (body)
    g_string_append_printf (pdf, "%u 0 obj\n%s\nendobj\n", number, body);
  xref = pdf->len;
  g_string_append_printf (pdf, "xref\n%u 1\n%010zu %05u %c \n", number, body ? object : 0, body ? 0 : 1,
                          body ? 'n' : 'f');
  g_string_append_printf (pdf, "trailer\n<< /Size %u /Root 1 0 R /Prev %u %s >>\nstartxref\n%zu\n%%%%EOF\n",
                          MAX ((guint) size, number + 1), (guint) prev, trailer, xref);
}
