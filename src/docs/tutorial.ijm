// The commands of tutorial.md in its order, and its pictures.
// The argument is the folder to write the pictures to; the number of steps may follow after a |.

arguments = split(getArgument(), "|");
folder = arguments[0] + "/";
steps = " ";
if (arguments.length > 1) steps = " steps=" + arguments[1] + " ";

open(getDirectory("macros") + "InsaneRes/portrait.png");
rename("portrait");

run("SD Image to Image...", "strength=0.15 size=512 lock=1 seed=1" + steps + "prompt=[oil painting, sharp]");
rename("512");
run("SD Image to Image...", "strength=0.25 size=1024 lock=1 seed=1" + steps + "prompt=[oil painting, sharp]");
rename("1024");
crop("1024", 150, 120, 420, 420, "tutorial-1024");

makeRectangle(250, 200, 200, 200);
run("SD Explore...", "across=[strength 0.2,0.3,0.5] down=[guidance 1, 3] action=[Upscale tile] tile=256 sheet=true seed=1" + steps + "prompt=[oil painting, sharp]");
sheet = "1024-explored-sheet";
if (isOpen(sheet)) {
	selectImage(sheet);
	saveAs("jpeg", folder + "tutorial-sheet");
	close();
}
close("1024-explored");

selectImage("1024");
run("Select None");
run("SD Upscale...", "strength=0.3 seams=true seed=1" + steps + "prompt=[oil painting, sharp]");
rename("2048");
crop("2048", 480, 400, 420, 420, "tutorial-2048");

makeOval(600, 540, 180, 120);
run("SD Image to Image...", "strength=0.25 lock=1 output=Layer feather=24 seed=1" + steps + "prompt=[oil painting, sharp, extremely detailed]");
crop("2048", 480, 400, 420, 420, "tutorial-layer");

run("SD Save...", "file=[" + folder + "tutorial.ora]");
run("SD Save...", "file=[" + folder + "tutorial.png]");
print("Wrote the pictures of the tutorial to " + folder);

function crop(title, x, y, width, height, name) {
	selectImage(title);
	run("Select None");
	run("Duplicate...", "title=crop");
	makeRectangle(x, y, width, height);
	run("Crop");
	if (Overlay.size > 0) run("Flatten");
	saveAs("jpeg", folder + name);
	close();
	if (isOpen("crop")) close("crop");
	selectImage(title);
}
