"""The table of sanitizers names dangers that exist."""

from holdfast.scan.taint import sanitizers
from holdfast.scan.taint.rules import RULES


def test_every_danger_is_a_rule():
    tables = [*sanitizers.FUNCTIONS.values(), *(set(words.split()) for words in sanitizers.REFUSED.values())]
    tables += [set(words.split()) for words in (*sanitizers.REPLACED.values(), *sanitizers.NAMED.values())]
    assert set().union(*tables) <= {*RULES, "*"}


def test_the_name_of_a_foreign_function_tells_what_it_is_for():
    assert sanitizers.dangers_named("escape_ldap_filter") == {"ldap-injection"}
    assert sanitizers.dangers_named("escape") == {"cross-site-scripting"}
    assert sanitizers.dangers_named("get_safe_redirect") == {"open-redirect"}
    assert sanitizers.ESCAPING.search("sanitize_path")
    assert sanitizers.ESCAPING.search("get_safe_redirect")
    assert not sanitizers.ESCAPING.search("unsafe_redirect")
    assert not sanitizers.ESCAPING.search("unescape")
