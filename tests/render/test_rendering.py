"""The document that formats are given."""

import factories
import specimens
from holdfast.render.rendering import Document


def test_without_a_gate_nothing_blocks_and_nothing_is_waived():
    document = Document(run=factories.run(findings=(factories.finding(),)))
    assert (document.blocking, document.waived) == (frozenset(), frozenset())


def test_behind_a_gate_it_knows_what_blocks_and_what_is_waived():
    document = specimens.rich()
    assert specimens.AXIOS.fingerprint in document.blocking
    assert document.waived == {specimens.XSS.fingerprint}
