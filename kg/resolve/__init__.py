"""What names, pronouns and descriptions refer to, in a document and across documents."""
