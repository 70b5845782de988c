"""What is seen in a repository."""

import json
from pathlib import Path

import pytest

from holdfast.config.inspecting import Clue, Kind, inspect
from holdfast.kit.tree import walk


@pytest.fixture
def look(tmp_path):
    def inspected(files: dict[str, str]):
        root = tmp_path / "folder"
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        root.mkdir(exist_ok=True)
        return inspect(walk(root))

    return inspected


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("backend/package-lock.json", "{}", Kind.LOCK),
        ("requirements-dev.txt", "", Kind.LOCK),
        ("go.sum", "", Kind.LOCK),
        ("Dockerfile", "", Kind.DOCKERFILE),
        ("docker/Dockerfile.worker", "", Kind.DOCKERFILE),
        ("docker-compose.yml", "", Kind.COMPOSE),
        ("compose.override.yaml", "", Kind.COMPOSE),
        ("infra/main.tf", "", Kind.TERRAFORM),
        ("stack.yaml", "# Stack\nAWSTemplateFormatVersion: '2010-09-09'\n", Kind.CLOUDFORMATION),
        ("stack.json", '{"AWSTemplateFormatVersion": "2010-09-09"}', Kind.CLOUDFORMATION),
        ("sam.yml", "Transform: AWS::Serverless-2016-10-31\n", Kind.CLOUDFORMATION),
        ("k8s/app.yaml", "# App\nkind: Deployment\napiVersion: apps/v1\n", Kind.KUBERNETES),
        ("chart/Chart.yaml", "", Kind.KUBERNETES),
        (".github/workflows/ci.yml", "on: push\n", Kind.WORKFLOW),
        (".gitlab-ci.yml", "", Kind.PIPELINE),
        ("Jenkinsfile", "", Kind.PIPELINE),
        ("buildspec-qa.yml", "", Kind.PIPELINE),
        ("appspec.yml", "", Kind.PIPELINE),
        (".circleci/config.yml", "", Kind.PIPELINE),
        ("deploy.sh", "", Kind.SHELL),
        ("bin/deploy", "#!/usr/bin/env bash\n", Kind.SHELL),
        ("web/jquery.min.js", "", Kind.MINIFIED),
    ],
)
def test_a_file_is_known_by_its_name_or_its_content(look, path, text, kind):
    assert look({path: text}).files == {kind: (path,)}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("values.yaml", "kind: house\n"),
        ("openapi.json", '{"openapi": "3.1.0"}'),
        ("notes.yaml", "text: |\n  apiVersion: v1\n  kind: Pod\n"),
        ("bin/tool", "#!/usr/bin/python3\n"),
        ("README.md", "AWSTemplateFormatVersion"),
    ],
)
def test_other_files_are_of_no_kind(look, path, text):
    assert look({path: text}).files == {}


def test_languages_are_counted_without_tests(look):
    names = ["a.py", "b.PY", "c.ts", "d.go", "tests/e.py", "f_test.go", "test_g.py", "h.spec.ts", "latest.go"]

    assert look(dict.fromkeys(names, "")).languages == (("Go", 2), ("Python", 2), ("TypeScript", 1))


@pytest.mark.parametrize(
    ("path", "text", "name", "description"),
    [
        ("package.json", json.dumps({"name": "@shop/web", "description": " Sells. "}), "web", "Sells."),
        ("pyproject.toml", "[project]\nname = 'shop'\ndescription = 'Sells.'\n", "shop", "Sells."),
        ("Cargo.toml", "[package]\nname = 'shop'\n", "shop", None),
        ("go.mod", "module example.org/team/shop/v2\n", "shop", None),
    ],
)
def test_a_manifest_in_the_root_gives_the_name(look, path, text, name, description):
    facts = look({path: text, "other/package.json": '{"name": "inner"}'})

    assert facts.name == Clue(name, path)
    assert facts.description == (Clue(description, path) if description else None)


def test_names_are_one_printable_line(look):
    manifest = {"name": "a\x1b[31m\nb\ud800", "description": " two\n\tlines "}
    facts = look({"package.json": json.dumps(manifest), "CODEOWNERS": "* @te\x1bam\n"})

    assert (facts.name.value, facts.description.value, facts.owner.value) == ("a[31m b", "two lines", "@team")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": 3}', "[" * 100_000, "\x00", '{"name": ""}'])
@pytest.mark.parametrize("path", ["package.json", "pyproject.toml", "Cargo.toml", "go.mod", "composer.json"])
def test_a_broken_manifest_leaves_the_folders_name(look, path, text):
    assert look({path: text}).name == Clue("folder", "the folder")


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("* @team-a\n/docs @writers\n", "@team-a"),
        ("# all\n* @old\n* @new # since May\n", "@new"),
        ("/src @team-b @team-c\n", "@team-b"),
        ("[Web][2] @reviewers\n^[Docs]\n*.js ann@example.org\n", "ann@example.org"),
        ("/src\n\n# nobody\n", None),
    ],
)
def test_the_owner_is_that_of_everything_or_of_the_first_rule(look, text, owner):
    facts = look({".github/CODEOWNERS": text})

    assert facts.owner == (Clue(owner, ".github/CODEOWNERS") if owner else None)


def test_an_empty_folder_gives_its_name_alone(look):
    facts = look({})

    assert (facts.name.value, facts.owner, facts.languages, facts.files) == ("folder", None, (), {})


def test_the_example_service_is_seen_whole():
    example = Path(__file__).parents[2] / "examples" / "chatbot"
    if not (example / "Dockerfile").exists():
        pytest.skip("no example here")
    facts = inspect(walk(example))

    assert facts.owner.source == "CODEOWNERS"
    assert dict(facts.languages).keys() >= {"JavaScript", "Python"}
    assert set(facts.files) >= {Kind.LOCK, Kind.DOCKERFILE, Kind.TERRAFORM, Kind.CLOUDFORMATION}
    assert set(facts.files) >= {Kind.WORKFLOW, Kind.PIPELINE, Kind.SHELL}
