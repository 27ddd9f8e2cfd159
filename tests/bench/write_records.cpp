// Made-up records of an archive, as `COPY archive_record FROM STDIN` takes them, on standard
// output:
//   bench_write_records FIRST LAST CHARACTERS
//   bench_write_records words              the words they are made of, the commonest first
// The words are those of a shipped procedure, drawn so that few are common and many are rare; each
// record also has a number of its own in its text.
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "db/grams.hpp"
#include "tests/file_text.hpp"

namespace {

constexpr int records_of_a_package = 100;

/// Runs of two to six ideographs of a text, each once, in the order they come.
std::vector<std::string> vocabulary(const std::string& text) {
  std::vector<std::string> words;
  std::map<std::string, bool> seen;
  std::string run;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const bool ideograph = lead >= 0xE4 && lead <= 0xE9 && at + 2 < text.size();
    if (ideograph) run += text.substr(at, 3);
    if (ideograph) at += 2;
    if (ideograph && run.size() < 18) continue;
    if (run.size() >= 6 && !std::exchange(seen[run], true)) words.push_back(run);
    run.clear();
  }
  return words;
}

class Words {
 public:
  explicit Words(std::vector<std::string> all) : all_(std::move(all)) {}
  /// Zipf's law with exponent 1, near enough: the rank's logarithm is uniform.
  const std::string& draw(std::mt19937_64& random) {
    const double u = std::uniform_real_distribution<>(0, 1)(random);
    const auto rank = std::pow(static_cast<double>(all_.size()), u) - 1;
    return all_[std::min(static_cast<std::size_t>(rank), all_.size() - 1)];
  }

 private:
  std::vector<std::string> all_;
};

std::string text_of(Words& words, std::mt19937_64& random, std::size_t characters) {
  std::string text;
  while (text.size() < characters * 3) {
    text += words.draw(random);
    if (random() % 4 == 0) text += "，";
  }
  return text;
}

std::string array_of(const std::vector<std::string>& words) {
  std::string out = "{";
  for (const std::string& word : words) out += (out.size() > 1 ? ",\"" : "\"") + word + "\"";
  return out + "}";
}

void write(std::uint64_t number, Words& words, std::size_t characters) {
  static const std::vector<std::string> units{"发改局", "教育局", "住建局", "交通局", "环保局"};
  static const std::vector<std::string> kinds{"DRF-04", "PUB-02", "EXP-03", "RSK-02", "LEG-02"};
  static const std::vector<std::string> stages{"drafting", "participation", "experts", "risk",
                                               "legality"};
  std::mt19937_64 random(number);
  const std::uint64_t package = number / records_of_a_package;
  const std::string title = words.draw(random) + words.draw(random) + fmt::format("第{}号", number);
  const std::string searched =
      gavel::db::fold(title + "\n" + text_of(words, random, characters) + "\n");
  const std::string person = fmt::format("经办{}", number % 5000);
  std::cout << fmt::format(
      "bench-{}\t{}\tX043-WS·{}-Y-BGS-{:07}\t\\N\t{}\t{}\t{}\t{}\tmajor-decision\t{}\t"
      "{}-03-01T09:00:00Z\t{{\"{}\"}}\tapplication/pdf\t{}\t{:064x}\t",
      package, number % records_of_a_package, 1990 + package % 37, package, title,
      kinds[number % kinds.size()], stages[number % stages.size()], units[package % units.size()],
      1990 + package % 37, 1990 + package % 37, person, searched.size(), number);
  std::string escaped;
  for (const char c : searched) escaped += c == '\n' ? std::string("\\n") : std::string(1, c);
  std::cout << escaped << '\t'
            << array_of(gavel::db::grams(searched, gavel::db::record_gram_length)) << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> all = vocabulary(gavel::file_text("workflows/major-decision.scxml"));
  if (argc == 2 && std::string_view(argv[1]) == "words") {
    for (const std::string& word : all) std::cout << word << '\n';
    return 0;
  }
  if (argc != 4) {
    std::cerr << "usage: bench_write_records FIRST LAST CHARACTERS, or words\n";
    return 2;
  }
  Words words(std::move(all));
  std::ios::sync_with_stdio(false);
  const std::uint64_t last = std::strtoull(argv[2], nullptr, 10);
  for (std::uint64_t n = std::strtoull(argv[1], nullptr, 10); n < last; ++n)
    write(n, words, std::strtoull(argv[3], nullptr, 10));
  return std::cout.flush() ? 0 : 1;
}
