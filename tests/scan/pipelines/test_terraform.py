"""Terraform is read into blocks, tolerantly."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.scan.pipelines.terraform import read_terraform, resources

TEXT = """# comment { with a brace
resource "aws_backup_plan" "shop" {
  name = "shop" // name
  rule {
    schedule = "cron(0 3 1 * ? *)"
    tags     = { a = "}", b = [1, 2] }
  }
  policy = <<EOF
{ not a block }
EOF
}
variable "x" {}
"""


def test_blocks_have_their_attributes_and_lines():
    (plan,) = resources(read_terraform(TEXT), "aws_backup_plan")
    (rule,) = plan.children("rule")
    assert (plan.labels, plan.line, plan.end_line) == (("aws_backup_plan", "shop"), 2, 11)
    assert (rule.value("schedule"), rule.line_of("schedule")) == ("cron(0 3 1 * ? *)", 5)
    assert plan.value("name") == "shop"
    assert [block.kind for block in read_terraform(TEXT)] == ["resource", "variable"]


@pytest.mark.parametrize("piece", ["a {", "a = [", '"', "<<E\n", "/*", "a = {", "}"])
def test_hostile_text_takes_linear_time(piece):
    begin = time.process_time()
    read_terraform(piece * 8_000)
    assert time.process_time() - begin < 2


@given(st.text('ab ={}[]()"\n#/*<E,:$\\', max_size=120))
def test_any_text_gives_blocks(text):
    assert isinstance(read_terraform(text), list)
