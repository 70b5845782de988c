"""Schemas: fields of a closed kind are harmless, the others are text and nothing else."""

import pytest

from scan.javascript.asking import handled

ZOD = 'import { z } from "zod";\n'
JOI = 'import Joi from "joi";\n'
YUP = 'import * as yup from "yup";\n'
CODE = {"code-injection"}


@pytest.mark.parametrize(
    ("field", "is_free"),
    [
        ("z.string()", True),
        ("z.string().min(3).max(9)", True),
        ("z.string().optional()", True),
        ("z.any()", True),
        ("z.number()", False),
        ("z.number().int().positive()", False),
        ("z.coerce.number()", False),
        ("z.boolean()", False),
        ("z.enum(['a', 'b'])", False),
        ("z.literal('a')", False),
        ("z.string().uuid()", False),
        ("z.string().datetime()", False),
    ],
)
def test_a_field_of_a_schema_is_free_text_or_is_not(field, is_free):
    assert (
        handled("eval(S.parse(req.body).a);", f"{ZOD}const S = z.object({{ a: {field} }});") == CODE
    ) is is_free
    assert (handled("eval(S.parse(q));", f"{ZOD}const S = {field};") == CODE) is is_free


def test_other_fields_of_a_schema_are_their_own():
    prelude = f"{ZOD}const S = z.object({{ a: z.string(), b: z.number() }});"
    assert handled("const { a, b } = S.parse(req.body); eval(a);", prelude) == CODE
    assert handled("const { a, b } = S.parse(req.body); eval('' + b);", prelude) == set()


def test_a_schema_that_is_tried_holds_what_it_read():
    prelude = f"{ZOD}const S = z.object({{ a: z.string(), b: z.number() }});"
    check = "const found = S.safeParse(req.body);\nif (!found.success) return;\n"
    assert handled(f"{check}eval(found.data.a);", prelude) == CODE
    assert handled(f"{check}eval('' + found.data.b);", prelude) == set()


@pytest.mark.parametrize(
    ("prelude", "read"),
    [
        (f"{ZOD}const S = z.object({{ a: z.string() }});", "S.parse(req.body)"),
        (f"{ZOD}const S = z.object({{ a: z.string() }});", "await S.parseAsync(req.body)"),
        (f"{YUP}const S = yup.object({{ a: yup.string() }});", "await S.validate(req.body)"),
        (f"{YUP}const S = yup.object().shape({{ a: yup.string() }});", "S.cast(req.body)"),
        (f"{JOI}const S = Joi.object({{ a: Joi.string() }});", "Joi.attempt(req.body, S)"),
    ],
)
def test_what_a_schema_let_through_is_no_operator(prelude, read):
    assert handled(f"await User.findOne({read});", prelude) == set()
    assert handled("await User.findOne(req.body);", prelude) == {"nosql-injection"}


def test_a_schema_of_the_file_without_a_package_is_none():
    assert handled("await User.findOne(S.parse(req.body));", "const S = load();") == {"nosql-injection"}
