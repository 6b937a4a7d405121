"""Users, sign-in, roles and staff's invitations."""
