"""Gonghui (工会): the work of a county federation of trade unions, from records to the yearly summary."""
