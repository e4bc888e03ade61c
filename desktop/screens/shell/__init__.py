"""The frame around all pages: header, navigation, organization tree, banners, status bar."""
