"""Appeals, giving, Gift Aid and fundraising pages."""
