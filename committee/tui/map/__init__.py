"""The map on the screen: a state comes in, the picture of it is drawn, whoever was chosen goes out as a message."""
