// Enlarges the pictures in FOLDER/small/xSCALE as "SD Upscale..." does it unless told otherwise, into
// FOLDER/large/xSCALE. The argument is FOLDER.

small = getArgument() + "/small/";
large = getArgument() + "/large/";
File.makeDirectory(large);
scales = getFileList(small);
for (s = 0; s < scales.length; s++) {
	File.makeDirectory(large + scales[s]);
	files = getFileList(small + scales[s]);
	for (i = 0; i < files.length; i++) {
		open(small + scales[s] + files[i]);
		run("SD Upscale...", "seed=1 scale=" + substring(replace(scales[s], "/", ""), 1));
		saveAs("png", large + scales[s] + files[i]);
		close("*");
	}
}
