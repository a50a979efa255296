// One picture at several strengths and with several samplers, as a stack with two sliders and
// as a contact sheet: look, choose, and run "SD Make This One Big..." on what you like.

if (nImages == 0) exit("Open a picture first.");
run("SD Explore...", "across=[strength 0.1-0.5 [5]] down=[sampler DPM++ 2M, Euler a] seed=1 sheet=true");
