# Alarms of the chatbot.
resource "aws_sns_topic" "operations" {
  name = "chatbot-operations"
}

resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "chatbot-cpu"
  namespace           = "AWS/EC2"
  metric_name         = "CPUUtilization"
  dimensions          = { InstanceId = aws_instance.app.id }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  alarm_actions       = [aws_sns_topic.operations.arn]
}

resource "aws_cloudwatch_metric_alarm" "low_storage" {
  alarm_name          = "chatbot-low-storage"
  namespace           = "AWS/EBS"
  metric_name         = "VolumeFreeSpace"
  dimensions          = { VolumeId = aws_instance.app.root_block_device[0].volume_id }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1073741824
  alarm_actions       = [aws_sns_topic.operations.arn]
}
