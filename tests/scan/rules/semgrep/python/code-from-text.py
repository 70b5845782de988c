import ast


def value_of(text, names):
    # ruleid: holdfast.python.code-from-text
    exec(text)
    # ruleid: holdfast.python.code-from-text
    return eval(f"{text} + 1", names)


# ok: holdfast.python.code-from-text
ANSWER = eval("6 * 7")


def literal(text):
    # ok: holdfast.python.code-from-text
    return ast.literal_eval(text)
