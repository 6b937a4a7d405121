"""Page types, blocks, menus, site settings, pictures and documents."""
