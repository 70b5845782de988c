"""Reads shell text into commands: tolerant, in one pass, and never executed.

Enough of the language is known to say which program is called with which words, on which line, and what
becomes of its exit code: quotes, comments, continued lines, lists, pipes, groups, conditions, redirections,
here-documents, and functions that pass their arguments on. What is malformed is read as far as it goes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdfast.scan.pipelines.commands import Command, Redirect

MAX_COMMANDS = 5000
MAX_NESTED = 4

_TOKEN = re.compile(
    r"(?P<blank>(?:[ \t\r]|\\\r?\n)+)"
    r"|(?P<newline>\n)"
    r"|(?P<redirect>(?:\d*|&)(?:<<<|<<-?|>>|>\||>&|<&|<>|>|<)(?!\())"
    r"|(?P<operator>&&|\|\||\|&|;;&|;;|;&|[;&|()])"
    r"|(?P<plain>(?:[^\s\\'\"`$;&|()<>]|\$(?![({'\"]))+|[<>])"
)
_IN_QUOTES = re.compile(r'["\\]|\$\(|`')
_IN_PARENTHESES = re.compile(r"[()'\\]")
_BLANKS = re.compile(r"[ \t]+")
_KEYWORDS = frozenset({"then", "do", "else", "!", "{", "if", "elif", "while", "until", "time"})
_CONDITIONS = frozenset({"if", "elif", "while", "until", "!"})
_ENDS = frozenset({"fi", "done", "esac", "}", ";;"})
_SHELLS = frozenset({"sh", "bash", "dash", "zsh", "ash", "ksh"})
_ALL_ARGUMENTS = frozenset({"$@", "$*", "${@}", "${*}"})


def read_shell(text: str, line: int = 1) -> tuple[Command, ...]:
    """The commands of a script in their order, those that functions pass on put in place of the call.

    Args:
        text: The script.
        line: The line on which it begins in its file.
    """
    return _expanded(_commands(text, line, 0))


def _commands(text: str, line: int, nested: int) -> tuple[Command, ...]:
    reader = _Reader(text, line)
    found: list[Command] = []
    for command in reader.read():
        found.append(command)
        found.extend(_inner(command, nested))
        if len(found) >= MAX_COMMANDS:
            break
    return tuple(found)


def _inner(command: Command, nested: int) -> Iterator[Command]:
    """The commands of ``bash -c "..."``, on the line of the call."""
    words = command.effective
    if nested >= MAX_NESTED or len(words) < 3 or command.program not in _SHELLS:
        return
    for position, word in enumerate(words[1:-1], start=1):
        if re.fullmatch(r"-[a-z]*c", word):
            for one in _commands(words[position + 1], command.line, nested + 1):
                yield replace(one, line=command.line, end_line=command.end_line)
            return


def _expanded(commands: Sequence[Command]) -> tuple[Command, ...]:
    """Calls of functions that pass all their arguments on, as the commands that then run."""
    passing: dict[str, list[Command]] = {}
    for command in commands:
        if command.function and _ALL_ARGUMENTS.intersection(command.words):
            passing.setdefault(command.function, []).append(command)
    if not passing:
        return tuple(commands)
    called = {command.program for command in commands}
    found: list[Command] = []
    for command in commands:
        if command.function in called and command in passing.get(command.function, ()):
            continue
        bodies = passing.get(command.program, ()) if not command.function else ()
        found.extend(_called(body, command) for body in bodies)
        if not bodies:
            found.append(command)
    return tuple(found[:MAX_COMMANDS])


def _called(body: Command, call: Command) -> Command:
    words: list[str] = []
    for word in body.words:
        words.extend(call.arguments if word in _ALL_ARGUMENTS else (word,))
    return replace(call, words=tuple(words))


class _Reader:
    """The state of one pass: the words of the command that is being read, and what surrounds it."""

    def __init__(self, text: str, line: int) -> None:
        self._text = text
        self._position = 0
        self._line = line
        self._words: list[str] = []
        self._redirects: list[Redirect] = []
        self._start = line
        self._end = line
        self._before = ""
        self._is_condition = False
        self._opens = 0
        self._heredocs: list[str] = []
        self._function = ""
        self._braces = 0
        self._parentheses = 0
        self._pending: Command | None = None

    def read(self) -> Iterator[Command]:
        while self._position < len(self._text):
            yield from self._step()
        yield from self._finish("")
        if self._pending:
            yield self._pending

    def _step(self) -> Iterator[Command]:
        text, position = self._text, self._position
        if text[position] == "#" and (position == 0 or text[position - 1] in " \t\n;&|("):
            end = text.find("\n", position)
            self._position = len(text) if end < 0 else end
            return
        token = _TOKEN.match(text, position)
        kind = token.lastgroup if token else None
        if token and kind == "newline":
            yield from self._finish(";")
            self._advance(token.end())
            self._skip_heredocs()
        elif token and kind == "operator":
            yield from self._operator(token[0])
            self._advance(token.end())
        elif token and kind == "redirect":
            self._advance(token.end())
            self._redirect(token[0])
        elif token and kind == "blank":
            self._advance(token.end())
        else:
            self._add_word(self._word())

    def _advance(self, end: int) -> None:
        self._line += self._text.count("\n", self._position, end)
        self._position = end

    def _operator(self, operator: str) -> Iterator[Command]:
        if operator == "(" and len(self._words) == 1 and self._text[self._position :].startswith("()"):
            self._function_begins(self._words[0])
            self._position += 1
            return
        if operator == "(":
            yield from self._finish(";")
            self._opens += 1
            self._parentheses += 1
        elif operator == ")" and not self._parentheses:
            # The end of a pattern of ``case``: no command.
            self._words = []
        elif operator == ")":
            yield from self._finish("")
            self._parentheses -= 1
            self._close()
        elif operator.startswith(";"):
            yield from self._finish(";")
        else:
            yield from self._finish("|" if operator == "|&" else operator)

    def _function_begins(self, name: str) -> None:
        self._function = name
        self._braces = 0
        self._words = []

    def _redirect(self, operator: str) -> None:
        if blank := _BLANKS.match(self._text, self._position):
            self._position = blank.end()
        target = (
            self._word() if self._position < len(self._text) and self._text[self._position] != "\n" else ""
        )
        if operator.lstrip("0123456789") in {"<<", "<<-"}:
            self._heredocs.append(target)
        self._redirects.append(Redirect(operator, target))
        self._end = self._line

    def _add_word(self, word: str) -> None:
        if not self._words and self._is_keyword(word):
            return
        if not self._words:
            self._start = self._line - word.count("\n")
        self._words.append(word)
        self._end = self._line
        if self._words[0] == "function" and len(self._words) == 2:
            self._function_begins(word.removesuffix("()"))

    def _is_keyword(self, word: str) -> bool:
        """Take a word that only shapes the list, where a command begins."""
        if word in _CONDITIONS:
            self._is_condition = True
        if word == "{":
            self._opens += 1
            self._braces += 1
        if word == "}":
            self._close()
            self._braces -= 1
            if self._braces <= 0:
                self._function = ""
        return word in _KEYWORDS or word in _ENDS

    def _close(self) -> None:
        if self._pending:
            self._pending = replace(self._pending, closes=self._pending.closes + 1)

    def _finish(self, operator: str) -> Iterator[Command]:
        """End the command that is being read; it is handed out when the next one is known."""
        if not self._words and not self._redirects:
            # After ``fi`` or ``}`` the operator belongs to what came before; a blank line ends nothing.
            if operator in {"&&", "||", "|", "&"} and self._pending:
                self._pending = replace(self._pending, after=operator)
                self._before = operator
            return
        if self._pending:
            yield self._pending
        self._pending = Command(
            words=tuple(self._words),
            line=self._start,
            end_line=self._end,
            before=self._before,
            after=operator,
            redirects=tuple(self._redirects),
            is_condition=self._is_condition,
            opens=self._opens,
            function=self._function,
        )
        self._words, self._redirects = [], []
        self._before = operator
        self._opens = 0
        if operator in {";", "&", ""}:
            self._is_condition = False

    def _word(self) -> str:
        """The word at this position, its pieces joined and its quotes removed."""
        text = self._text
        parts: list[str] = []
        while self._position < len(text):
            character = text[self._position]
            if character in "'\"`\\" or text.startswith(("$(", "${", "$'", '$"'), self._position):
                parts.append(self._piece(character))
                continue
            token = _TOKEN.match(text, self._position)
            if not token or token.lastgroup != "plain":
                break
            parts.append(token[0])
            self._advance(token.end())
        else:
            return "".join(parts)
        if not parts:
            # A lone character that begins nothing: taken as it stands, so that the reader always moves.
            parts.append(text[self._position])
            self._advance(self._position + 1)
        return "".join(parts)

    def _piece(self, character: str) -> str:
        text, start = self._text, self._position
        if character == "\\":
            self._advance(min(start + 2, len(text)))
            taken = text[start + 1 : start + 2]
            return "" if taken == "\n" else ("\\$" if taken == "$" else taken)
        if character == "'" or text.startswith("$'", start):
            begin = start + (1 if character == "'" else 2)
            end = text.find("'", begin)
            end = len(text) if end < 0 else end
            self._advance(min(end + 1, len(text)))
            return text[begin:end].replace("$", "\\$")
        if character == '"' or text.startswith('$"', start):
            return self._double_quoted(start + (1 if character == '"' else 2))
        if character == "`":
            end = text.find("`", start + 1)
        elif text.startswith("${", start):
            end = text.find("}", start)
        else:
            end = self._parenthesis_end(start + 2)
        end = len(text) if end < 0 else end + 1
        self._advance(end)
        return text[start:end]

    def _double_quoted(self, begin: int) -> str:
        """The text between double quotes; quotes within ``$(...)`` do not end it."""
        position = begin
        while found := _IN_QUOTES.search(self._text, position):
            if found[0] == '"':
                self._advance(found.end())
                return self._text[begin : found.start()].replace("\\\n", "").replace('\\"', '"')
            if found[0] == "$(":
                end = self._parenthesis_end(found.end())
                position = len(self._text) if end < 0 else end + 1
            else:
                position = found.end() + (found[0] == "\\")
        self._advance(len(self._text))
        return self._text[begin:]

    def _parenthesis_end(self, position: int) -> int:
        """Where the parenthesis before this position is closed, -1 when it is not."""
        depth = 1
        while found := _IN_PARENTHESES.search(self._text, position):
            position = found.end()
            if found[0] == "'":
                end = self._text.find("'", position)
                position = len(self._text) if end < 0 else end + 1
            elif found[0] == "\\":
                position += 1
            else:
                depth += 1 if found[0] == "(" else -1
                if depth == 0:
                    return found.start()
        return -1

    def _skip_heredocs(self) -> None:
        """Pass over the bodies of the here-documents of the line that has just ended."""
        for mark in self._heredocs:
            end = re.compile(rf"^[ \t]*{re.escape(mark)}[ \t\r]*$", re.MULTILINE).search(
                self._text, self._position
            )
            stop = end.end() if end else len(self._text)
            self._advance(stop)
        self._heredocs = []
