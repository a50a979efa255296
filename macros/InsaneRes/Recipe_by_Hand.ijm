// The recipe of "SD Enlarge Artwork..." as single commands, to change one by one:
// to 512 almost untouched, to 1024 with more freedom, then twice as large tile by tile.
// Give the last line another model for photographic detail.

if (nImages == 0) exit("Open a small picture first.");
run("SD Image to Image...", "strength=0.15 seed=1 size=512 lock=1");
run("SD Image to Image...", "strength=0.25 seed=1 size=1024 lock=1");
run("SD Upscale...", "strength=0.3 seed=1 scale=2 tile=512 overlap=64 fusion=Fused lock=1");
