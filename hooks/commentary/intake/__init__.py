"""What readers send -> files of comments.

    envelope    bytes: an e-mail, several, what a form posted, or the words alone       envelope.py
    letter      an e-mail: which of its words are the comment, and its date             letter.py
    parts       the words of an e-mail and of those in it; what else there is           parts.py, pgp.py, flowed.py,
                                                                                        charset.py, japanese.py
    html_text   HTML, as a comment's Markdown                                           html_text.py, html_tree.py,
                                                                                        sheet.py, boxes.py,
                                                                                        markdown_line.py
    reply_file  the file that the site's form wrote, out of what mail programs made     reply_file.py, doubled_links.py,
                                                                                        plain_words.py
    tail        what mail programs put below a reader's words, and what may be either   tail.py, pieces.py,
                                                                                        mail_programs.py
    form        fields that a form or a form service posted                             form.py
    verdict     a submission and the publication: a new file, or why not                verdict.py
    shelve      the file in its place, if the whole publication is then sound           shelve.py

Whatever is doubtful is refused with a reason, and an editor decides.
"""
