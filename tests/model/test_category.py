"""Facts about categories."""

from holdfast.model.category import Category


def test_every_category_has_words_for_people():
    assert len({category.label for category in Category}) == len(Category)
