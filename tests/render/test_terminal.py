"""Text for a terminal that depends on the document alone."""

from dataclasses import replace

from rich.cells import cell_len

import specimens
from holdfast.render.terminal import NARROWEST, paragraph, words, written

DOCUMENT = specimens.clean()


def test_words_are_cut_and_paragraphs_wrap():
    cut = written(replace(DOCUMENT, width=60), [paragraph("word " * 40)])
    assert len(cut.strip().split("\n")) > 1
    assert words("x").no_wrap is True


def test_a_line_break_in_foreign_words_is_a_blank():
    assert words("a\nb").plain == "a b"


def test_an_escape_in_foreign_words_is_replaced():
    assert words(("\x1b[31m", "bold")).plain == "\ufffd[31m"


def test_markup_of_rich_in_foreign_words_is_text():
    assert written(DOCUMENT, [paragraph("[bold]x[/bold] :bug:")]).strip() == "[bold]x[/bold] :bug:"


def test_a_terminal_without_width_still_gets_lines():
    text = written(replace(DOCUMENT, width=1), [paragraph("word " * 40)])
    assert max(map(cell_len, text.split("\n"))) <= NARROWEST
