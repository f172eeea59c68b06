#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Validates FILE… against the OSCAL SCHEMA; prints each fault. Exit 0 valid, 1 not.

usage: oscal-validate.py [--plan] SCHEMA FILE…

With --plan the files are assessment plans and SCHEMA is that of assessment results, which defines everything that a
plan consists of; only the outermost object is told here.
"""

import json
import sys

import jsonschema

# XML Schema's character classes, in the words of Python's re.
CLASSES = {r"(\p{L}|_)": r"[^\W\d]", r"(\p{L}|\p{N}|[.\-_])": r"[\w.\-]"}


def plain(node):
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    if isinstance(node, str) and r"\p{" in node:
        for theirs, ours in CLASSES.items():
            node = node.replace(theirs, ours)
    return node


def plan_of(schema):
    known = {name.rsplit(":", 1)[-1]: name for name in schema["definitions"]}

    def ref(name):
        return {"$ref": "#/definitions/" + known[name]}

    def some(name):
        return {"type": "array", "minItems": 1, "items": ref(name)}

    def only(properties, required=()):
        return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}

    local = only({"components": some("system-component"), "inventory-items": some("inventory-item"),
                  "users": some("system-user"), "objectives-and-methods": some("local-objective"),
                  "activities": some("activity"), "remarks": ref("remarks")})
    plan = only({"uuid": ref("UUIDDatatype"), "metadata": ref("metadata"), "import-ssp": ref("import-ssp"),
                 "local-definitions": local, "terms-and-conditions": only({"parts": some("assessment-part")}),
                 "reviewed-controls": ref("reviewed-controls"), "assessment-subjects": some("assessment-subject"),
                 "assessment-assets": ref("assessment-assets"), "tasks": some("task"),
                 "back-matter": ref("back-matter")}, ("uuid", "metadata", "import-ssp", "reviewed-controls"))
    return {"$schema": schema["$schema"], "definitions": schema["definitions"],
            **only({"assessment-plan": plan}, ("assessment-plan",))}


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--plan"]
    with open(arguments[0], encoding="utf-8") as file:
        schema = plain(json.load(file))
    validator = jsonschema.Draft7Validator(plan_of(schema) if "--plan" in sys.argv else schema)
    faults = 0
    for name in arguments[1:]:
        with open(name, encoding="utf-8") as file:
            for fault in validator.iter_errors(json.load(file)):
                best = jsonschema.exceptions.best_match([fault])
                print(f"{name}: {'/'.join(map(str, best.absolute_path))}: {best.message[:300]}")
                faults += 1
    sys.exit(1 if faults else 0)


main()
