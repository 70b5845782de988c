"""Which of ShellCheck's codes are weaknesses, how bad, and of which class: for every tool that reports them.

ShellCheck judges whether a script does what its author meant. Few of its codes matter to an attacker: text
that becomes a command or an option, a deletion that reaches further than meant, a step that goes on after the
one before it failed. The rest is style and correctness, and is no finding of a security scan.
"""

from holdfast.model.severity import Severity

HIGH, MEDIUM, LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW

WEAKNESSES: dict[int, tuple[Severity, int]] = {
    2024: (LOW, 266),  # sudo does not cover the redirect: people then run the whole script as root.
    2029: (LOW, 78),  # Expands on this side and is a command on the other side of ssh.
    2035: (LOW, 88),  # A file named -rf becomes an option.
    2038: (LOW, 88),  # find | xargs splits names at blanks.
    2046: (MEDIUM, 88),  # The output of a command becomes several arguments.
    2048: (MEDIUM, 88),  # $* splits arguments.
    2053: (LOW, 697),  # The right side of == is a pattern: "*" is equal to everything.
    2059: (LOW, 134),  # A variable is the format string of printf.
    2068: (MEDIUM, 88),  # $@ without quotes splits arguments.
    2086: (LOW, 88),  # A variable without quotes: the author mostly knows what is in it.
    2087: (LOW, 78),  # A here document expands before ssh sends it.
    2091: (MEDIUM, 78),  # The output of a command is run as a command.
    2092: (MEDIUM, 78),  # The same with backticks.
    2114: (HIGH, 73),  # Deletes a folder of the system.
    2115: (HIGH, 73),  # Deletes from the root when the variable is empty.
    2156: (HIGH, 78),  # A file name inside find -exec sh -c is code.
    2164: (LOW, 252),  # cd may fail, and the script goes on in the wrong folder.
    2174: (LOW, 732),  # mkdir -p -m leaves the parents with default permissions.
    2186: (LOW, 377),  # tempfile is predictable.
    2206: (LOW, 88),  # Splits into an array, and expands patterns in it.
    2207: (LOW, 88),  # The same with the output of a command.
    2239: (LOW, 426),  # The interpreter is looked up by a relative path.
    2254: (LOW, 697),  # A case pattern without quotes matches more than its text.
    2294: (MEDIUM, 78),  # eval of an array joins and parses it again.
    2295: (LOW, 697),  # The same inside ${…}.
}
"""Code to severity and CWE."""

NOT_PARSED = frozenset({1070, 1071, 1072, 1073, 1088, 1089})
"""Codes that say the script was not checked: a syntax error, or a shell that ShellCheck does not know."""
