/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * Samplers, noise levels and noise, and whose numbers they give.
 * <p>
 * A {@link org.insaneres.sampler.Sampler} takes a {@link org.insaneres.sampler.Denoiser} from level
 * to level of a {@link org.insaneres.sampler.Grid}, with fresh noise from
 * {@link org.insaneres.sampler.Noise} where it wants some.
 *
 * <table>
 * <caption>What agrees with whom; differences are those of single precision unless a tolerance is
 * given</caption>
 * <tr>
 * <th>what</th>
 * <th>agrees with</th>
 * <th>held by</th>
 * </tr>
 * <tr>
 * <td>schedules of the menu, each over any number of steps</td>
 * <td>A1111 1.10.1; the two named ComfyUI with its formulas</td>
 * <td>SchedulesGoldenTest</td>
 * </tr>
 * <tr>
 * <td>all samplers of the menu, level by level</td>
 * <td>k-diffusion 0.1.1 and A1111's DDIM, DDIM CFG++, PLMS, UniPC, Restart and LCM</td>
 * <td>SamplersGoldenTest</td>
 * </tr>
 * <tr>
 * <td>noise MT19937, and its Brownian walk for the SDE samplers</td>
 * <td>PyTorch on the CPU: A1111, ComfyUI, diffusers; to 5e-6</td>
 * <td>NormalsGoldenTest, BrownianNoiseGoldenTest</td>
 * </tr>
 * <tr>
 * <td>noise Philox</td>
 * <td>A1111 "NV", and NVIDIA devices for usual sizes</td>
 * <td>NormalsGoldenTest</td>
 * </tr>
 * <tr>
 * <td>variation seeds, seed resize ({@code variation}, {@code twin}, {@code canvas})</td>
 * <td>A1111</td>
 * <td>VariationGoldenTest</td>
 * </tr>
 * <tr>
 * <td>steps and start of a strength, {@code rule}</td>
 * <td>diffusers, A1111, A1111 exact, ComfyUI, Krita</td>
 * <td>StrengthGoldenTest</td>
 * </tr>
 * <tr>
 * <td>masked content {@code Fill}</td>
 * <td>Pillow by A1111's recipe, to the bit</td>
 * <td>FillTest</td>
 * </tr>
 * <tr>
 * <td>whole runs with {@code rule=A1111} or {@code A1111 exact} and {@code noise=MT19937}: order of
 * the noise, seed delta, walks over the whole schedule, guidance, masks of whole latent pixels,
 * masked content, 9 channels</td>
 * <td>k-diffusion, torchsde and Pillow put together as A1111 does, to half a grey level</td>
 * <td>A1111RunsTest</td>
 * </tr>
 * <tr>
 * <td>{@code rule=diffusers} with the schedules Automatic, Karras, Exponential, Beta: timesteps,
 * levels and habits of each scheduler class</td>
 * <td>diffusers 0.42</td>
 * <td>DiffusersGoldenTest</td>
 * </tr>
 * <tr>
 * <td>whole runs with {@code rule=diffusers noise=MT19937}, from picture, mask, prompts and seed to
 * the picture</td>
 * <td>diffusers' image-to-image for SD 1, SD 2 (v), SDXL and LCM, its inpainting with 9 channels
 * and with 4; to 2 grey levels, 6 with half precision</td>
 * <td>CasesGoldenTest</td>
 * </tr>
 * </table>
 *
 * <table>
 * <caption>What the samplers of the menu are with {@code rule=diffusers}</caption>
 * <tr>
 * <td>Euler, Euler a, Heun, LMS, DPM2, DPM2 a</td>
 * <td>EulerDiscrete, EulerAncestralDiscrete, HeunDiscrete, LMSDiscrete, KDPM2Discrete,
 * KDPM2AncestralDiscrete</td>
 * </tr>
 * <tr>
 * <td>DPM++ 2M, 2M SDE, 2M SDE Heun, 3M SDE</td>
 * <td>DPMSolverMultistep: dpmsolver++; sde-dpmsolver++, with solver_type heun, with solver_order
 * 3</td>
 * </tr>
 * <tr>
 * <td>DPM++ SDE</td>
 * <td>DPMSolverSDE, whose noise diffusers draws from a seed of its own</td>
 * </tr>
 * <tr>
 * <td>DDIM, PLMS, UniPC, LCM</td>
 * <td>DDIM, PNDM without Runge-Kutta start, UniPCMultistep, LCM</td>
 * </tr>
 * <tr>
 * <td>DPM++ 2S a, DPM fast, DPM adaptive, Restart, DDIM CFG++, and all other schedules</td>
 * <td>nothing there; run as in A1111, on diffusers' share of the steps (DPMSolverSinglestep takes
 * no noise, so it is no DPM++ 2S a)</td>
 * </tr>
 * </table>
 *
 * Deliberate differences, and their reasons:
 * <ul>
 * <li>The latent of a picture is the mode of the autoencoder's distribution, as in ComfyUI. A1111
 * and diffusers draw from it: what was not to change would.</li>
 * <li>Position is the default noise: it belongs to a place, so that tiles and crops agree. No other
 * program has it. Variation mixes it value by value, and there is no canvas to it.</li>
 * <li>A mask reaches as far in the latent as any selected pixel, as the result is faded in over the
 * picture afterwards anyway. A1111 and ComfyUI scale it down, which leaves a rim unpainted. With
 * {@code rule=diffusers} it is cut at a half and every eighth pixel taken, as there.</li>
 * <li>A soft selection tells Krita's rule when a place joins (differential diffusion); it is faded
 * inwards by {@code feather}, where Krita grows it first. The other rules get the hard one.</li>
 * <li>Where nothing is to be done (strength times steps below one) the picture stays. diffusers
 * fails; A1111's DDIM leaves the noise in, so its strength is raised to one step here.</li>
 * <li>PLMS and LMS begin an image-to-image run from what they know. diffusers' slip there (one
 * timestep too low; slopes of zero before the start) is made with {@code rule=diffusers} only.</li>
 * <li>DPM++ 2M SDE and 3M SDE take a single step to the prediction, where k-diffusion fails.</li>
 * <li>DPM adaptive with noise agrees step by step, but not over a run: the last bits decide whether
 * it accepts a step, in the originals too.</li>
 * <li>Times in prompts count steps of the sampler. A1111 counts predictions with samplers that take
 * two a step, so that a change there may come within a step. Under {@code rule=A1111} they count as
 * if the steps before the start had been run, as there; under the other rules the steps that are
 * run.</li>
 * <li>ComfyUI draws the noise of ancestral steps on the device, or on the CPU from the seed plus
 * one; here it goes on from the start noise, as in A1111 and diffusers.</li>
 * <li>Prompts of any length are read in chunks, as in A1111. diffusers cuts them at 77 tokens.</li>
 * <li>Computed in double, stored in float. Where the originals compute in float they differ most at
 * the lowest level (1.4e-5 of sigma) and, with zero terminal SNR, at the highest. Where a network
 * takes whole timesteps only and diffusers counts in fractions (DPM2 a above all), the last bits
 * decide which of two neighbours it is told.</li>
 * </ul>
 *
 * Not there: diffusers' thresholding, log-linear and continuous Euler, UniPC that predicts noise,
 * dpmsolver without plus signs, learned variance and guidance_rescale; PNDM's Runge-Kutta start;
 * and ComfyUI's own samplers beyond the menu. What a model's scheduler file asks for of these is
 * refused by name with {@code rule=diffusers}.
 */
package org.insaneres.sampler;
