"""Attributes of requests are from outside, but for those that the server sets."""

import pytest


@pytest.mark.parametrize(
    "part", ["args['a']", "form.get('a')", "headers['A']", "json['a']", "path", "get_json()['a']"]
)
def test_what_the_sender_writes_is_from_outside(found, part):
    assert found(f"cursor.execute(request.{part})") == ["sql-injection"]


@pytest.mark.parametrize("part", ["method", "remote_addr", "endpoint", "user.name"])
def test_what_the_server_sets_is_not(found, part):
    assert found(f"cursor.execute(request.{part})") == []


def test_methods_of_bases_are_found_and_overridden(found):
    bases = "class A:\n    def f(self, a):\n        return a\n\nclass B(A):\n    pass\n\n"
    assert found("os.system(B().f(q))", bases) == ["command-injection"]
    assert (
        found("os.system(B().f(q))", f"{bases}class B(A):\n    def f(self, a):\n        return 'x'\n") == []
    )


def test_an_object_has_the_attributes_of_its_class(found):
    prelude = (
        "import jwt\nclass C:\n    key = 'abcdefgh'\n    def f(self):\n        jwt.encode({}, self.key)\n"
    )
    assert found("pass", prelude) == ["hardcoded-key"]
    test = "if self.a == 'y':\n            eval(request.args['b'])\n"
    changed = f"class C:\n    a = 'x'\n    def f(self):\n        {test}"
    assert found("pass", changed) == ["code-injection"]


def test_the_number_of_a_record_is_given_by_the_database(found):
    prelude = "from .models import User\n"
    assert found("session['a'] = User.make(name=q).pk", prelude) == []
    assert found("session['a'] = User.make(name=q).name", prelude) == ["trust-boundary"]


FORM = """from rest_framework import serializers
class Order(serializers.Serializer):
    place = serializers.URLField()
    count = serializers.IntegerField()
    password = serializers.CharField()
"""


def test_what_a_serializer_let_through_was_sent(found):
    order = "order = Order(data=request.form)\n"
    assert found(f"{order}eval(order.validated_data['place'])", FORM) == ["code-injection"]
    assert found(f"{order}eval(order.validated_data['count'])", FORM) == []


def test_what_was_taken_out_of_a_table_is_not_in_its_log(found):
    start = (
        "order = Order(data=request.form)\ndata = {**order.validated_data}\npassword = data.pop('password')\n"
    )
    assert found(f"{start}print(data)", FORM) == []
    assert found(f"{start}print(password)", FORM) == ["secret-to-log"]
