"""名册: what every chapter leans on: unions, people, posts, activities, public notices."""
