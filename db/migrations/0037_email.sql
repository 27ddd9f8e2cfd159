-- Most of what a notice's readers write comes by e-mail, which is neither a letter nor new media.
ALTER TABLE comment DROP CONSTRAINT comment_channel_check,
  ADD CONSTRAINT comment_channel_check CHECK (channel IN ('web', 'mail', 'email', 'phone', 'visit', 'hearing', 'newmedia'));
