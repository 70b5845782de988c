"""environment.yml of conda."""

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.conda import read
from holdfast.errors import ReportError

BLOCKS = (
    "  - numpy=1.21.2=py39hdbf815f_0",
    "  - conda-forge::pandas==1.3.5",
    '  - "python =3.9"',
    "  - pip:\n    - requests==2.28.1\n    - Flask[async] == 2.0.1\n    - -r requirements.txt",
)


def environment(blocks=BLOCKS):
    return "\n".join(("name: shop", "channels:", "  - conda-forge", "dependencies:", *blocks, ""))


def test_pinned_packages_of_conda_and_pip_are_told():
    packages = found(read, "environment.yml", environment())
    assert [(one.purl, one.line, one.is_direct) for one in packages.values()] == [
        ("pkg:conda/numpy@1.21.2", 5, True),
        ("pkg:conda/pandas@1.3.5", 6, True),
        ("pkg:conda/python@3.9", 7, True),
        ("pkg:pypi/requests@2.28.1", 9, True),
        ("pkg:pypi/flask@2.0.1", 10, True),
    ]


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("  - scipy>=1.7", "scipy"),
        ("  - scipy", "scipy"),
        ("  - scipy=1.*", "scipy"),
        ("  - pip:\n    - flask>=2", "flask"),
        ("  - pip:\n    - flask==2.*", "flask"),
    ],
)
def test_a_package_without_a_pin_is_a_problem(item, name):
    result = read.read("environment.yml", environment((item,)).encode())
    assert [(one.name, one.version) for one in result.dependencies] == [(name, "")]
    assert len(result.problems) == 1


@pytest.mark.parametrize("item", ["  - '=1'", "  - pip:\n    - '=1'"])
def test_what_names_no_package_is_a_problem(item):
    result = read.read("environment.yml", environment((item,)).encode())
    assert (result.dependencies, len(result.problems)) == ((), 1)


@pytest.mark.parametrize("text", ["", "a: 1", "- x", "dependencies: x"])
def test_what_is_no_environment_is_refused(text):
    with pytest.raises(ReportError):
        read.read("environment.yml", text.encode())


test_hostile_files_are_read_or_refused = reads_or_refuses(read, "environment.yml", environment())
test_the_order_of_packages_is_no_matter = order_is_no_matter(read, "environment.yml", BLOCKS, environment)
