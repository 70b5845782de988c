# Alarms of the chatbot. A metric that stops arriving is an alarm too: missing data is breaching.
resource "aws_sns_topic" "operations" {
  name              = "chatbot-operations"
  kms_master_key_id = aws_kms_key.chatbot.id
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
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.operations.arn]
}

# EC2 and EBS do not know how full a file system is; the CloudWatch agent on the machine does.
resource "aws_cloudwatch_metric_alarm" "low_storage" {
  alarm_name          = "chatbot-low-storage"
  namespace           = "CWAgent"
  metric_name         = "disk_used_percent"
  dimensions          = { InstanceId = aws_instance.app.id, path = "/", device = "nvme0n1p1", fstype = "xfs" }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 85
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.operations.arn]
}

resource "aws_cloudwatch_metric_alarm" "database_storage" {
  alarm_name          = "chatbot-database-storage"
  namespace           = "AWS/RDS"
  metric_name         = "FreeStorageSpace"
  dimensions          = { DBInstanceIdentifier = aws_db_instance.chatbot.identifier }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 2147483648
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.operations.arn]
}
