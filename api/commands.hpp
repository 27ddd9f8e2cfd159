#pragma once
// The commands of the program that need no server. Each prints to standard output, errors to
// standard error, and gives the exit code.
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gavel {

struct DeadlineQuestion {
  std::string from;                   ///< "2026-01-30"; the start day is not counted.
  std::optional<int> days, workdays;  ///< Exactly one.
  bool plain = false;                 ///< Calendar days only: they may end on a rest day.
  std::filesystem::path calendar;     ///< Holiday table; empty: the one shipped.
  std::string policy;                 ///< Pack with whose local days it is counted; empty: none.
  std::filesystem::path workflows;    ///< Folder with policy/ for the packs.
};
[[nodiscard]] int print_deadline(const DeadlineQuestion& question);

struct CheckQuestion {
  std::vector<std::filesystem::path> files;
};
/// Reads and proves each file; prints all that is wrong with file, line and column. 1 when any has
/// errors.
[[nodiscard]] int check_procedures(const CheckQuestion& question);

struct DrawRequest {
  std::filesystem::path file;
  std::string format = "svg";       ///< Or "dot".
  std::vector<std::string> active;  ///< Ids of states to highlight.
  std::filesystem::path output;     ///< Empty: standard output.
};
/// Draws a procedure that can be read; it need not be sound. 1 when it cannot, 2 for an unknown
/// state.
[[nodiscard]] int draw_procedure(const DrawRequest& request);

struct LawQuestion {
  std::filesystem::path file;
  bool json = false;
};
/// Each article the procedure knows, what carries it out, the tests named after it. 1 when the file
/// cannot be read or an article that binds is carried out by nothing.
[[nodiscard]] int print_law(const LawQuestion& question);

struct PolicyQuestion {
  std::vector<std::filesystem::path> files;
  std::filesystem::path
      workflows;  ///< Folder of the procedures, with policy/ for what is extended.
};
/// All that is wrong with each pack, with file, line and what would be right. 1 when there is
/// anything, 2 when a file cannot be read.
[[nodiscard]] int check_policies(const PolicyQuestion& question);

/// A package, and what it is held against.
struct TestPackageQuestion {
  std::filesystem::path package;        ///< Its folder or tar.
  std::string stage = "entry";          ///< "entry", "transfer", "keeping".
  std::filesystem::path register_file;  ///< records/package.jsonl of an export; may be empty.
  bool clamscan = false;                ///< Let clamscan look for viruses.
  bool json = false;
};
/// The four-property test, one line an item. 1 when any fails, 2 when it cannot be tested.
[[nodiscard]] int test_package(const TestPackageQuestion& question);

struct VerifyQuestion {
  std::filesystem::path file;     ///< A package, its tar or folder; an excerpt; a statement.
  std::filesystem::path log_key;  ///< The ledger's key as its owner publishes it; may be empty.
  std::filesystem::path signature, signer_key;  ///< Of a statement: raw bytes; PEM.
  std::filesystem::path signing_proof;          ///< How the key stood; empty: it is not judged.
  std::filesystem::path time_stamp;             ///< On the signature; empty: none is looked at.
  std::filesystem::path tsa_roots;              ///< PEM of whom the reader trusts to stamp time.
  bool json = false;
};
/// Everything that speaks against it, one line a finding. 1 when there is any, 2 when it cannot be
/// read.
[[nodiscard]] int verify_file(const VerifyQuestion& question);

}  // namespace gavel
