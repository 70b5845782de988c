"""The models themselves: what keeps them fit for editors, docs and errors."""

from holdfast.config.document import Config
from holdfast.config.fields import ANY_NAME, place_at, setting_paths


def test_every_key_has_a_meaning():
    silent = [
        ".".join(path)
        for path in setting_paths()
        if path[-1] != ANY_NAME and not place_at(path).field.description
    ]

    assert silent == []


def test_a_pattern_comes_with_an_example():
    patterned = [
        (path, field)
        for path in setting_paths()
        if (field := place_at(path).field) is not None
        and any(getattr(rule, "pattern", None) for rule in field.metadata)
    ]

    assert patterned
    assert all(field.examples for _, field in patterned)


def test_the_configuration_cannot_be_changed_once_loaded():
    assert all(model.model_config["frozen"] for model in (Config, *_sections()))


def _sections():
    places = (place_at(path) for path in setting_paths())
    return {place.kind for place in places if place.keys}
