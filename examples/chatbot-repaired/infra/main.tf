# The machine, its database and the bucket for reports.
terraform {
  required_version = ">= 1.9"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

variable "region" { type = string }
variable "vpc_id" { type = string }
variable "subnet_id" { type = string }
variable "database_subnet_group" { type = string }
variable "load_balancer_security_group" { type = string }
variable "vpc_cidr" { type = string }
variable "image_id" { type = string }

provider "aws" {
  region = var.region
}

data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "key" {
  # checkov:skip=CKV_AWS_356:in the policy of a key, * means this key
  # checkov:skip=CKV_AWS_109:the account must stay able to administer its own key
  # checkov:skip=CKV_AWS_111:the account must stay able to administer its own key
  statement {
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }
}

resource "aws_kms_key" "chatbot" {
  description         = "Everything that the chatbot keeps"
  enable_key_rotation = true
  policy              = data.aws_iam_policy_document.key.json
}

resource "aws_security_group" "app" {
  name        = "chatbot-app"
  description = "The backend: reached by the load balancer alone"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "app" {
  security_group_id            = aws_security_group.app.id
  description                  = "Requests from the load balancer"
  referenced_security_group_id = var.load_balancer_security_group
  from_port                    = 3000
  to_port                      = 3000
  ip_protocol                  = "tcp"
}

resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.app.id
  description       = "The language model and AWS, by private endpoints"
  cidr_ipv4         = var.vpc_cidr
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
}

resource "aws_vpc_security_group_egress_rule" "database" {
  security_group_id            = aws_security_group.app.id
  description                  = "The database"
  referenced_security_group_id = aws_security_group.database.id
  from_port                    = 5432
  to_port                      = 5432
  ip_protocol                  = "tcp"
}

resource "aws_security_group" "database" {
  name        = "chatbot-database"
  description = "The database: reached by the backend alone"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "database" {
  security_group_id            = aws_security_group.database.id
  description                  = "Queries of the backend"
  referenced_security_group_id = aws_security_group.app.id
  from_port                    = 5432
  to_port                      = 5432
  ip_protocol                  = "tcp"
}

resource "aws_instance" "app" {
  ami                    = var.image_id
  instance_type          = "t3.small"
  subnet_id              = var.subnet_id
  vpc_security_group_ids = [aws_security_group.app.id]
  iam_instance_profile   = aws_iam_instance_profile.app.name
  ebs_optimized          = true
  monitoring             = true

  # Nobody logs in by SSH: AWS Systems Manager opens sessions, and records them.
  metadata_options {
    http_tokens = "required"
  }

  root_block_device {
    volume_size = 20
    encrypted   = true
    kms_key_id  = aws_kms_key.chatbot.arn
  }
}

resource "aws_db_parameter_group" "chatbot" {
  name   = "chatbot"
  family = "postgres17"

  parameter {
    name  = "log_statement"
    value = "ddl"
  }

  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}

resource "aws_db_instance" "chatbot" {
  # checkov:skip=CKV_AWS_157:a standby doubles the price, and half an hour without answers is accepted
  # checkov:skip=CKV_AWS_118:the alarms need no more than the standard metrics of one minute
  identifier                          = "chatbot"
  engine                              = "postgres"
  engine_version                      = "17"
  instance_class                      = "db.t4g.micro"
  allocated_storage                   = 20
  max_allocated_storage               = 100
  username                            = "chatbot"
  manage_master_user_password         = true
  db_subnet_group_name                = var.database_subnet_group
  vpc_security_group_ids              = [aws_security_group.database.id]
  parameter_group_name                = aws_db_parameter_group.chatbot.name
  publicly_accessible                 = false
  storage_encrypted                   = true
  kms_key_id                          = aws_kms_key.chatbot.arn
  iam_database_authentication_enabled = true
  auto_minor_version_upgrade          = true
  copy_tags_to_snapshot               = true
  deletion_protection                 = true
  backup_retention_period             = 14
  final_snapshot_identifier           = "chatbot-final"
  enabled_cloudwatch_logs_exports     = ["postgresql", "upgrade"]
  performance_insights_enabled        = true
  performance_insights_kms_key_id     = aws_kms_key.chatbot.arn
}
