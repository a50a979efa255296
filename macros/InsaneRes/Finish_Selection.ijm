// Paints what is selected a little anew, in place; Edit>Undo brings it back.
// Draw a selection first, or the macro takes the middle of the picture.

if (nImages == 0) exit("Open a picture first.");
if (selectionType() < 0) makeOval(getWidth() / 4, getHeight() / 4, getWidth() / 2, getHeight() / 2);
run("SD Image to Image...", "strength=0.25 seed=1 output=[In place] feather=12 prompt=[sharp, extremely detailed]");
