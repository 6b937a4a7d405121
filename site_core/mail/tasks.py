"""The outbox's background work. Every task may run at any time, and twice."""

from django_tasks import task

from site_core.mail import delivery

# Then other tasks get a turn at the worker.
BATCH = 100


@task()
def deliver_due() -> int:
    """Send what is due; gives the number of messages handled."""
    handled = delivery.deliver(BATCH)
    if handled == BATCH:
        deliver_due.enqueue()
    return handled


@task()
def sweep_claims() -> int:
    """Put back the messages that a killed worker held; gives their number."""
    return delivery.put_back_abandoned()
