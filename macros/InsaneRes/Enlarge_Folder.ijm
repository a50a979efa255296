// Enlarges every picture of a folder and saves the results beside it.
// The argument, if there is one, is the folder; without one ImageJ asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a folder with pictures");
if (!endsWith(folder, "/")) folder = folder + "/";
results = folder + "enlarged/";
File.makeDirectory(results);
files = getFileList(folder);
for (i = 0; i < files.length; i++) {
	if (endsWith(files[i], ".png") || endsWith(files[i], ".jpg") || endsWith(files[i], ".tif")) {
		open(folder + files[i]);
		run("SD Upscale...", "scale=2 strength=0.3 seed=1");
		saveAs("png", results + File.getNameWithoutExtension(files[i]));
		close("*");
		print("Saved " + results + files[i]);
	}
}
