from holdfast.kit.secrets.confidence import Confidence


def test_confidence_is_ordered():
    assert Confidence.HIGH.rank > Confidence.MEDIUM.rank > Confidence.LOW.rank
