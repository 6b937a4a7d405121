"""The demo's pictures as SVG; scripts/draw_demo_pictures.py makes the files from them."""
