"""What a sales manager should know about an account: rules, each in a file of its own, and what runs them."""
