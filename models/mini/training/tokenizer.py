"""A CLIP-format byte-pair vocabulary (vocab.json, merges.txt) learned from the words of prompts."""
import json
import sys
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

import captions

START, END = "<|startoftext|>", "<|endoftext|>"
# What artists write in prompts beside the captions' words, so that it stays one or two tokens long
PROMPT_WORDS = """
girl boy man woman celtic face tattoo war paint long short black white brown red blonde blue green
azure hair eyes eye heterochromia left right blind on one piercing lip pierced bottom scar scars top
of looking at viewer skin detail detailed portrait landscape city forest sky cloud sea mountain house
street animal cat dog bird horse fantasy medieval armor sword dragon witch magic night day sunset
sunrise light shadow cinematic dramatic soft studio lighting background foreground bokeh depth of
field watercolor pencil charcoal pastel gouache acrylic impressionism baroque texture fabric wood
stone metal water fire fur feather leaf grass flower the a an and with in by from style artist
""".split()


def lines():
    """The text that the vocabulary is learned from."""
    for words in [*captions.MEDIUM.values(), captions.SHARP, captions.FINE, captions.SOFT,
                  *captions.FAULTS.values(), captions.TONES]:
        yield from [word + " , " for word in words] * 40
    yield from PROMPT_WORDS * 10
    yield from map(str, range(100))


def merges(size):
    """Pairs of tokens, in the order in which they are joined."""
    tokenizer = Tokenizer(models.BPE(end_of_word_suffix="</w>", unk_token=END))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    words = Regex(r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(words, "removed", invert=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.train_from_iterator(lines(), trainers.BpeTrainer(
        vocab_size=size, end_of_word_suffix="</w>", special_tokens=[],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    learned = json.loads(tokenizer.to_str())["model"]["merges"]
    return [tuple(pair) if isinstance(pair, list) else tuple(pair.split(" ")) for pair in learned]


def build(folder, size=1024):
    """Writes the vocabulary; returns the number of tokens."""
    # CLIP's order: the 256 byte characters, the same with </w>, the merges, then the two markers
    tokens = list(byte_characters().values())
    tokens += [token + "</w>" for token in tokens]
    seen, kept = set(tokens), []
    for a, b in merges(size):
        if a + b not in seen:
            seen.add(a + b)
            kept.append(f"{a} {b}")
            tokens.append(a + b)
    tokens += [START, END]
    markers = {"bos_token": START, "eos_token": END, "pad_token": END, "unk_token": END}
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(
        json.dumps({token: i for i, token in enumerate(tokens)}, ensure_ascii=False),
        encoding="utf-8")
    (folder / "merges.txt").write_text(
        "#version: 0.2\n" + "\n".join(kept) + "\n", encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps({
        "tokenizer_class": "CLIPTokenizer", "model_max_length": 77, **markers,
        "add_prefix_space": False}, indent=1))
    (folder / "special_tokens_map.json").write_text(json.dumps(markers, indent=1))
    return len(tokens)


def byte_characters():
    """CLIP's printable stand-in for each byte."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    table = {byte: chr(byte) for byte in printable}
    for byte in range(256):
        if byte not in table:
            table[byte] = chr(256 + len(table) - len(printable))
    return {byte: table[byte]
            for byte in printable + [byte for byte in range(256) if byte not in printable]}


if __name__ == "__main__":
    print(build(sys.argv[1]), "tokens")
