"""Statements of queues, news, tasks and switches."""
