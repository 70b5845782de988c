from dependencies_laws import reads
from holdfast.dependencies.installed.ruby import RECORD

WRITTEN = """
Gem::Specification.new do |s|
  s.name = "nokogiri".freeze
  s.version = "1.16.0"
  s.licenses = ["MIT".freeze, "Ruby".freeze]
"""


def test_the_lines_that_rubygems_writes_name_the_gem():
    [one] = reads(RECORD, "specifications/nokogiri-1.16.0-x86_64-linux.gemspec", WRITTEN)
    assert (one.purl, one.licence) == ("pkg:gem/nokogiri@1.16.0", "MIT OR Ruby")


def test_the_name_of_the_file_stands_in_for_lines_that_are_code():
    path = "gems/3.2.0/specifications/default/net-http-0.3.2-java.gemspec"
    assert RECORD.wants(path)
    [one] = reads(RECORD, path, "Gem::Specification.new { |s| s.version = VERSION }")
    assert one.purl == "pkg:gem/net-http@0.3.2"


def test_the_specification_of_a_project_is_no_record():
    assert not RECORD.wants("app/mine.gemspec")
