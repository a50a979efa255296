// Enlarges the sample picture: 430 x 430 to 2048 x 2048.
// The argument, if there is one, is the file to save the result to.

open(getDirectory("macros") + "InsaneRes/portrait.png");
run("SD Enlarge Artwork...", "seed=1 prompt=[oil painting, sharp]");
file = getArgument();
if (file == "") file = getDirectory("temp") + "portrait-enlarged.png";
save(file);
print("Saved " + getWidth() + " x " + getHeight() + " pixels to " + file);
