#include "db/connection.hpp"

namespace gavel::db {
namespace {

// UTC and ISO: pg::instant reads no other form. An answer is promised only after a commit, so a
// server that is set to forget commits is asked not to. A transaction that a dead node left open is
// ended by the server.
constexpr const char* settings = R"(
  SET timezone = 'UTC';
  SET datestyle = 'ISO, YMD';
  SET bytea_output = 'hex';
  SET client_encoding = 'UTF8';
  SET standard_conforming_strings = on;
  SET client_min_messages = warning;
  SET idle_in_transaction_session_timeout = '5min';
  SELECT set_config('synchronous_commit', 'on', false)
   WHERE current_setting('synchronous_commit') = 'off';
)";

}  // namespace

std::string first_line(const std::string& text) {
  std::string line = text.substr(0, text.find('\n'));
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.pop_back();
  return line;
}

bool is_broken(const std::exception& error) {
  if (dynamic_cast<const pqxx::broken_connection*>(&error) != nullptr) return true;
  if (dynamic_cast<const pqxx::in_doubt_error*>(&error) != nullptr) return true;
  const auto* failed = dynamic_cast<const pqxx::sql_error*>(&error);
  if (failed == nullptr) return false;
  // 08: connection exceptions; 57P: the server is shutting down or starting up.
  return failed->sqlstate().starts_with("08") || failed->sqlstate().starts_with("57P");
}

Connection::Connection(const std::string& url, Right right) try : session(url) {
  pqxx::nontransaction tx(session);
  pg::script(tx, settings);
  if (right == Right::application) pg::exec(tx, "SET ROLE gavel_application");
} catch (const std::exception& error) {
  throw Unavailable("The database cannot be reached: " + first_line(error.what()));
}

}  // namespace gavel::db
