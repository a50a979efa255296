// One picture at several strengths, as a stack whose slices are labelled: flip through it.

if (nImages == 0) exit("Open a picture first.");
strengths = newArray(0.1, 0.2, 0.3, 0.4, 0.5);
source = getImageID();
title = getTitle();
setBatchMode(true);
for (i = 0; i < strengths.length; i++) {
	selectImage(source);
	run("SD Image to Image...", "strength=" + strengths[i] + " seed=1 output=[New image]");
	rename("strength " + strengths[i]);
}
run("Images to Stack", "title=strength use");
rename("Strengths of " + title);
setBatchMode("exit and display");
