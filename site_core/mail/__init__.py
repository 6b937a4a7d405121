"""Every message that leaves the site: outbox, delivery, suppression, demo mailbox."""
