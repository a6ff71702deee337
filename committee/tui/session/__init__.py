"""One sitting with one account, without any screen: an account comes in, what views are shown goes out."""
