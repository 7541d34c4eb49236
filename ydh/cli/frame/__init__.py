"""What every command needs: the program, its session, its options, its lists."""
