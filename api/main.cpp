// The one program: `gavel serve` and the commands that need no server.
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "api/cli_options.hpp"
#include "api/cli_text.hpp"
#include "api/commands.hpp"
#include "api/export_command.hpp"
#include "api/fsck_command.hpp"
#include "api/migrate_command.hpp"
#include "api/serve.hpp"
#include "api/version_commands.hpp"
#include "api/witness_command.hpp"

namespace {

/// The data folder as it is from where the command runs: PostgreSQL has its own current folder, and
/// libpq takes a relative socket folder for the name of a host.
void describe_data_folder(CLI::App& app, std::filesystem::path& data, const char* help) {
  const auto from_here = [](const std::string& given) {
    return given.empty() ? given : std::filesystem::absolute(given).string();
  };
  app.add_option("--data", data, help)->transform(from_here)->capture_default_str();
}

void describe_what_is_served(CLI::App& app, gavel::ServeOptions& options) {
  describe_data_folder(app, options.data,
                       "Data folder: keys, first password, the private PostgreSQL");
  app.add_option("--database", options.database,
                 "PostgreSQL 15+ to use instead of a private one (libpq connection string or URI)");
  app.add_option("--database-password-file", options.password_file,
                 "File with the password for --database");
  app.add_option("--workflows", options.workflows, "Folder of the procedures to install")
      ->capture_default_str();
  app.add_option("--policy", options.policy,
                 "Policy pack (policy/*.json) that all matters of its procedure run on");
  app.add_option("--clock", options.clock,
                 "system, or virtual: time stands still and is moved over the API")
      ->check(gavel::one_of({"system", "virtual"}))
      ->capture_default_str();
  app.add_option("--clock-start", options.clock_start,
                 "Where a new virtual clock begins (RFC 3339)");
  app.add_flag("--production", options.production,
               "Refuse everything that is only for trying things out");
  app.add_option("--user", options.user, "Account to become when started as root")
      ->capture_default_str();
}

void describe_where_it_answers(CLI::App& app, gavel::ServeOptions& options) {
  app.add_option("--address", options.address, "Address to listen on")->capture_default_str();
  app.add_option("--port", options.port, "Port to listen on; 0 takes a free one")
      ->check(gavel::whole_number(0, 65535))
      ->capture_default_str();
  app.add_option("--address-file", options.address_file, "Write the address here once it answers");
  app.add_option("--public-url", options.public_url,
                 "Where others reach this server: https://decisions.example.gov.cn");
  app.add_option("--io-threads", options.io_threads,
                 "Threads for network input and output; 0: one per core")
      ->check(gavel::whole_number(0, 1024))
      ->capture_default_str();
  app.add_option("--log-format", options.log_format, "text, or json: one object a line")
      ->check(gavel::one_of({"text", "json"}))
      ->capture_default_str();
}

void describe_how_it_keeps(CLI::App& app, gavel::ServeOptions& options) {
  app.add_option("--origin", options.origin, "The ledger's name in its checkpoints; never changes")
      ->capture_default_str();
  app.add_option("--contact", options.contact, "E-mail of the archive, told to harvesters");
  app.add_option("--fixity-days", options.fixity_days,
                 "Test each stored package again once in so many days")
      ->check(gavel::whole_number(1, 3650))
      ->capture_default_str();
  app.add_option("--fixity-rate", options.fixity_rate,
                 "MB a second read for it at most; 0: unlimited")
      ->check(gavel::whole_number(0, 1000000))
      ->capture_default_str();
  app.add_option(
      "--replica", options.replica,
      "Folder on another disk for copies of packages, and of documents of running matters, to "
      "repair damaged ones from; copies are tested too");
  app.add_option("--witness-policy", options.witness_policy,
                 "File of the ledger's witnesses and the quorum they make (C2SP tlog-policy)")
      ->check(CLI::ExistingFile);
  app.add_option("--witness-alarm", options.witness_alarm,
                 "Minutes a checkpoint may lack the quorum's cosignatures before the alarm")
      ->check(gavel::whole_number(1, 100000))
      ->capture_default_str();
  app.add_option("--tsa-roots", options.tsa_roots,
                 "Certificates (PEM) of the authorities whose time-stamps on signatures are taken")
      ->check(CLI::ExistingFile);
  app.add_option(
      "--tsa", options.tsa,
      "URL of one of them, asked for a time-stamp on each signature (RFC 3161 over HTTP)");
}

void describe_serve(CLI::App& app, gavel::ServeOptions& options) {
  options.data = gavel::standard_data_folder();
  options.workflows = "workflows";
  app.set_config("--config", "", "Read these options from a TOML file");
  describe_what_is_served(app, options);
  describe_where_it_answers(app, options);
  describe_how_it_keeps(app, options);
}

void describe_deadline(CLI::App& app, gavel::DeadlineQuestion& question) {
  app.add_option("--from", question.from, "Day it is counted from, itself not counted: 2026-01-30")
      ->check(gavel::a_day())
      ->required();
  const auto count = gavel::whole_number(0, 36600);
  app.add_option("--days", question.days,
                 "Calendar days; a period that ends on a rest day ends on the next working day")
      ->check(count);
  app.add_option("--workdays", question.workdays, "Working days by the holiday table")
      ->check(count);
  app.add_flag("--plain", question.plain, "Calendar days: it may end on a rest day");
  app.add_option("--calendar", question.calendar, "Another holiday table (CSV)");
  question.workflows = "workflows";
  app.add_option("--policy", question.policy,
                 "Id of a policy pack: with the local days of its organ");
  app.add_option("--workflows", question.workflows, "Folder with policy/ for the packs")
      ->capture_default_str();
}

void describe_draw(CLI::App& app, gavel::DrawRequest& request) {
  app.add_option("FILE", request.file, "Procedure file (*.scxml)")->required();
  app.add_option("--format", request.format, "svg, or dot: Graphviz text")
      ->check(gavel::one_of({"svg", "dot"}))
      ->capture_default_str();
  app.add_option("--active", request.active, "States to highlight, by id: pp_open,ex_arguing")
      ->delimiter(',');
  app.add_option("-o,--output", request.output, "Write here and not to standard output");
}

void describe_law(CLI::App& app, gavel::LawQuestion& question) {
  question.file = "workflows/major-decision.scxml";
  app.add_option("FILE", question.file, "Procedure file (*.scxml)")->capture_default_str();
  app.add_flag("--json", question.json, "As GET /v1/law answers");
}

void describe_verify(CLI::App& app, gavel::VerifyQuestion& question) {
  app.add_option("FILE", question.file,
                 "A package (folder or tar), an excerpt of one person's record, or a statement")
      ->required()
      ->check(CLI::ExistingPath);
  auto* signature = app.add_option("--signature", question.signature,
                                   "Of a statement: the detached signature, as raw bytes")
                        ->check(CLI::ExistingFile);
  auto* signer = app.add_option("--signer-key", question.signer_key,
                                "Of a statement: the signer's public key (PEM)")
                     ->check(CLI::ExistingFile);
  signer->needs(signature);
  app.add_option("--signing-proof", question.signing_proof,
                 "Of a statement: where key and signature stand in the ledger, as "
                 "GET /v1/signatures?statement=SHA256 answers; in place of --signer-key")
      ->check(CLI::ExistingFile)
      ->needs(signature)
      ->excludes(signer);
  auto* roots = app.add_option("--tsa-roots", question.tsa_roots,
                               "Certificates (PEM) of whom you trust to stamp time; of a package, "
                               "in place of those that travel with it")
                    ->check(CLI::ExistingFile);
  app.add_option("--time-stamp", question.time_stamp,
                 "Of a statement: a time-stamp on the signature (RFC 3161, .tsr)")
      ->check(CLI::ExistingFile)
      ->needs(signature)
      ->needs(roots);
  app.add_option(
         "--log-key", question.log_key,
         "File with the ledger's public key as its owner publishes it (PEM or verifier key)")
      ->check(CLI::ExistingFile);
  app.add_flag("--json", question.json, "One JSON object: the verdict and every finding");
}

void describe_test(CLI::App& app, gavel::TestPackageQuestion& question) {
  app.add_option("PATH", question.package, "A package: its folder or its tar")
      ->required()
      ->check(CLI::ExistingPath);
  app.add_option("--stage", question.stage,
                 "entry (归档), transfer (移交接收) or keeping (长期保存)")
      ->check(gavel::one_of({"entry", "transfer", "keeping"}))
      ->capture_default_str();
  app.add_option("--register", question.register_file,
                 "What is registered of it: records/package.jsonl of an export, or a line of it")
      ->check(CLI::ExistingFile);
  app.add_flag("--clamscan", question.clamscan, "Let clamscan look for viruses");
  app.add_flag("--json", question.json, "One JSON object: the report with every item");
}

/// What a command reads that works on the data of a server; `database_use` is the help of
/// --database.
template <class Question>
void describe_data(CLI::App& app, Question& question, const std::string& database_use) {
  const gavel::ServeOptions served;
  question.data = gavel::standard_data_folder();
  question.origin = served.origin;
  question.user = served.user;
  describe_data_folder(app, question.data, "Data folder of the server, running or stopped");
  app.add_option("--database", question.database, database_use);
  app.add_option("--origin", question.origin, "The ledger's name, as the server was given it")
      ->capture_default_str();
  app.add_option("--user", question.user, "Account to become when started as root")
      ->capture_default_str();
}

void describe_fsck(CLI::App& app, gavel::FsckQuestion& question) {
  describe_data(app, question,
                "PostgreSQL to examine instead of the private one (libpq connection string)");
  app.add_option("--log-key", question.log_key,
                 "File with the ledger's verifier key; otherwise the key of the data folder")
      ->check(CLI::ExistingFile);
  app.add_option("--checkpoint", question.checkpoints,
                 "File with a checkpoint kept outside; the ledger must continue it")
      ->check(CLI::ExistingFile);
  app.add_option("--witness-policy", question.witness_policy,
                 "File of the ledger's witnesses: what lacks their quorum for ten minutes is told")
      ->check(CLI::ExistingFile);
  app.add_option("--most", question.most, "Findings to tell")
      ->check(gavel::whole_number(0, 1000000000))
      ->capture_default_str();
  app.add_flag("--json", question.json, "One JSON object: the verdict and every finding");
}

void describe_export(CLI::App& app, gavel::ExportQuestion& question) {
  app.add_option("DIR", question.folder, "Folder to write to: empty, or that of an earlier export")
      ->required();
  app.add_flag("--all", question.all, "Everything");
  describe_data(app, question,
                "PostgreSQL to read instead of the private one (libpq connection string)");
}

void describe_witness(CLI::App& app, gavel::WitnessOptions& options) {
  app.set_config("--config", "", "Read these options from a TOML file");
  app.add_option("--key", options.key, "Its Ed25519 private key (PEM), made on first start")
      ->required();
  app.add_option(
         "--state", options.state,
         "File of what it has cosigned, in a folder of its own; never to be lost or put back")
      ->required();
  app.add_option("--name", options.name,
                 "Its name in cosignatures, on first start: justice.example.gov.cn/witness");
  app.add_option("--log", options.logs,
                 "Verifier key of a ledger to watch (GET /v1/ledger/key), or a file with it")
      ->required();
  app.add_option("--listen", options.listen, "Address and port; port 0 takes a free one")
      ->capture_default_str();
  app.add_option("--address-file", options.address_file, "Write the address here once it answers");
  app.add_flag("--begin", options.begin,
               "A key made elsewhere has never been used: begin with an empty state");
  app.add_option("--user", options.user, "Account to become when started as root")
      ->capture_default_str();
  app.add_option("--log-format", options.log_format, "text, or json: one object a line")
      ->check(gavel::one_of({"text", "json"}))
      ->capture_default_str();
}

void describe_diff(CLI::App& app, gavel::DiffRequest& request) {
  app.add_option("OLD", request.from, "Procedure file (*.scxml)")->required();
  app.add_option("NEW", request.to, "Procedure file (*.scxml)")->required();
  app.add_flag("--json", request.json, "One JSON object");
}

void describe_move(CLI::App& app, gavel::MoveRequest& request) {
  app.add_option("--matter", request.matter, "The matter's id")->required();
  app.add_option("--to", request.to,
                 "Version to move to, or the SHA-256 of its file; otherwise the one in force");
  app.add_flag("--perform", request.perform, "Make the move, and not only show it");
  app.add_option("--reason", request.reason, "Why it is moved; recorded with the move");
  app.add_option("--accept", request.accepted,
                 "Mandatory steps, by id, that it may miss on the new version: M1,M2")
      ->delimiter(',');
  app.add_option("--server", request.server, "The server's address")->capture_default_str();
  app.add_option("--token-file", request.token_file,
                 "File with the token of a session (POST /v1/sessions)")
      ->required();
  app.add_flag("--json", request.json, "The server's answer, one JSON object");
}

void describe_check(CLI::App& app, gavel::CheckQuestion& question) {
  app.add_option("FILE", question.files, "Procedure files (*.scxml)")->required();
}

void describe_policy_check(CLI::App& app, gavel::PolicyQuestion& question) {
  question.workflows = "workflows";
  app.add_option("FILE", question.files, "Policy packs (*.json)")->required();
  app.add_option("--workflows", question.workflows,
                 "Folder of the procedures, with policy/ for the packs that are extended")
      ->capture_default_str();
}

void describe_migrate(CLI::App& app, std::string& database) {
  app.add_option("--database", database, "libpq connection string of the schema's owner")
      ->required();
}

/// What the program can be asked to do.
class Commands {
 public:
  template <class Asked>
  void add(CLI::App& app, const char* name, const char* summary,
           void (*describe)(CLI::App&, Asked&), int (*run)(const Asked&)) {
    CLI::App* const command = app.add_subcommand(name, summary);
    const auto asked = std::make_shared<Asked>();  // filled when the arguments are read
    describe(*command, *asked);
    // Looked for before the arguments are read (main); here it is checked, and told by --help.
    const auto language = std::make_shared<std::string>();
    command
        ->add_option("--language", *language,
                     "Language of the words: zh, en; otherwise that of the environment")
        ->check(gavel::one_of({"zh", "en"}));
    known_.emplace_back(command, [asked, run, language] { return run(*asked); });
  }

  /// The exit code of the one that was asked for.
  [[nodiscard]] int carry_out() const {
    for (const auto& [command, run] : known_)
      if (command->parsed()) return run();
    return 2;
  }

 private:
  std::vector<std::pair<CLI::App*, std::function<int()>>> known_;
};

Commands commands_of(CLI::App& app) {
  Commands known;
  known.add(app, "serve", "Start the server", describe_serve, gavel::serve);
  known.add(app, "deadline", "Count a statutory deadline", describe_deadline,
            gavel::print_deadline);
  known.add(app, "check", "Prove procedures sound", describe_check, gavel::check_procedures);
  known.add(app, "draw", "Draw a procedure", describe_draw, gavel::draw_procedure);
  known.add(app, "law", "Show each article of the law, what carries it out and how that is tested",
            describe_law, gavel::print_law);
  CLI::App* const policy = app.add_subcommand("policy", "Policy packs: what an organ sets");
  policy->require_subcommand(1);
  known.add(*policy, "check",
            "Check packs against the schema, the national floor and what they extend",
            describe_policy_check, gavel::check_policies);
  known.add(app, "verify", "Examine a package, an excerpt or a signed statement, without a server",
            describe_verify, gavel::verify_file);
  known.add(app, "test-package",
            "Run the four-property test (四性检测) over a package, item by item", describe_test,
            gavel::test_package);
  known.add(app, "fsck",
            "Examine a database: every row against the ledger, the ledger against its checkpoints",
            describe_fsck, gavel::examine_database);
  known.add(app, "export", "Write everything so that it can be read and verified without Gavel",
            describe_export, gavel::export_everything);
  known.add(app, "witness",
            "Watch another's ledger: cosign each checkpoint that continues the last one",
            describe_witness, gavel::serve_witness);
  known.add(app, "migrate",
            "Bring a PostgreSQL's schema up to date, as its owner; serve then needs less",
            describe_migrate, gavel::migrate_database);
  known.add(app, "diff", "Say what two versions of a procedure differ in", describe_diff,
            gavel::print_difference);
  known.add(app, "migrate-matter",
            "Show what moving a matter to another version would change, and move it", describe_move,
            gavel::migrate_matter);
  return known;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{
      "Gavel runs a government's major administrative decisions from proposal to permanent "
      "record."};
  app.require_subcommand(1);
  app.set_version_flag("--version", GAVEL_VERSION);
  const Commands commands = commands_of(app);
  gavel::speak(gavel::language_asked(argc, argv));
  app.failure_message(gavel::refusal_of_arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0
               ? 0
               : 2;  // the library's own codes, above 100, say nothing to a shell script
  }
  return commands.carry_out();
}
