;;; sayso-mode.el --- Annotated drafts of news articles  -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "29.1"))
;; Keywords: languages, wp
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; Colours, comments, indentation and an index for drafts (*.sayso), and the server for Eglot, which serves a draft's
;; article too.  See README.md in this folder.

;;; Code:

(require 'seq)

(defvar eglot-server-programs)
(declare-function eglot-ensure "eglot")

(defgroup sayso nil
  "Annotated drafts of news articles."
  :group 'languages
  :prefix "sayso-")

(defcustom sayso-program '("sayso" "lsp")
  "The program that serves drafts, and its arguments."
  :type '(repeat string))

(defcustom sayso-article-modes '(markdown-mode gfm-mode text-mode)
  "Major modes of files that can be the article of a draft."
  :type '(repeat symbol))

;;;; Syntax

(defconst sayso--name "[[:word:]_][[:word:]_-]*")

(defconst sayso--field "^[ \t]+\\([a-z][a-z-]*\\)[ \t]*:\\(?:[^/]\\|$\\)"
  "A field up to its value.  A line that begins with an address is not a field.")

(defconst sayso--value-end (concat "^[ \t]*$\\|^[^ \t\n]\\|" sayso--field)
  "Where a value ends, even if a quotation mark is missing.")

(defvar sayso-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?\" "." table)
    (modify-syntax-entry ?- "_" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?@ "'" table)
    (modify-syntax-entry ?\n ">" table)
    table))

(defun sayso--declaration-start (position)
  "Return the start of the declaration at POSITION."
  (save-excursion
    (goto-char position)
    (end-of-line)
    (if (re-search-backward "^[^ \t\n#]" nil t) (point) (point-min))))

(defun sayso--extend-region (start end)
  "Return START at the start of its declaration, and END.
No string is longer than a declaration."
  (let ((declaration (sayso--declaration-start start)))
    (and (< declaration start) (cons declaration end))))

(defun sayso--syntax-propertize (start end)
  "Mark comments and strings between START and END.
In an embedded text, nothing is one."
  (goto-char start)
  (while (re-search-forward "^text\\_>\\|\\(?:^\\|[ \t]\\)\\(#\\)\\|\\([\"“]\\)" end t)
    (cond
     ((match-beginning 1)
      (sayso--mark (match-beginning 1) "<")
      (end-of-line))
     ((match-beginning 2)
      (sayso--mark (match-beginning 2) "|")
      (sayso--mark (sayso--string-end (char-after (match-beginning 2))) "|"))
     (t (sayso--skip-text)))))

(defun sayso--mark (position syntax)
  "Give the character at POSITION this SYNTAX."
  (put-text-property position (1+ position) 'syntax-table (string-to-syntax syntax)))

(defun sayso--string-end (opening)
  "Move behind the string that OPENING begins.
Return the position of its last character."
  (let ((closing (if (eq opening ?“) ?” ?\"))
        (limit (save-excursion
                 (if (re-search-forward sayso--value-end nil t) (match-beginning 0) (point-max)))))
    (unless (search-forward (string closing) limit t)
      (goto-char limit))
    (1- (point))))

(defun sayso--skip-text ()
  "Move from the headline of an embedded text to the next declaration."
  (end-of-line)
  (when (re-search-forward "^[^ \t\n]" nil 'move)
    (backward-char)))

;;;; Colours

(defun sayso--match-text (limit)
  "Find an embedded text before LIMIT."
  (when (re-search-forward "^text\\_>.*\n" limit t)
    (let ((start (point)))
      (sayso--skip-text)
      (set-match-data (list start (point)))
      t)))

(defvar sayso-font-lock-keywords
  `((,(concat "^\\(article\\|entity\\|source\\|claim\\)\\_>\\(?:[ \t]+\\(" sayso--name "\\)\\)?"
              "\\(?:[ \t]*:[ \t]*\\([a-z-]+\\)\\)?")
     (1 'font-lock-keyword-face)
     (2 'font-lock-function-name-face nil t)
     (3 'font-lock-type-face nil t))
    ("^text\\_>" . 'font-lock-keyword-face)
    (,sayso--field 1 'font-lock-property-name-face)
    (,(concat "@\\(?:[[:word:]_.-]+/\\)?" sayso--name) . 'font-lock-constant-face)
    ("[ \t]\\(at\\|by\\|seal\\|sha256\\)\\_>" 1 'font-lock-operator-face)
    ("\\_<-?[0-9][0-9X]*\\(?:[-:.,/][0-9X]+\\)*\\_>" . 'font-lock-number-face)
    (sayso--match-text 0 'default t)))

;;;; Indentation

(defun sayso-indent-line ()
  "Indent a line below a headline, and one below a field like the field."
  (let ((column (save-excursion
                  (forward-line -1)
                  (cond ((looking-at-p "[^ \t\n#]") 2)
                        ((looking-at-p "[ \t]*$") 0)
                        (t (current-indentation))))))
    (if (<= (current-column) (current-indentation))
        (indent-line-to column)
      (save-excursion (indent-line-to column)))))

;;;; The mode

(defvar sayso-imenu-generic-expression
  (mapcar (lambda (keyword)
            (list (capitalize keyword) (format "^%s[ \t]+\\(%s\\)" keyword sayso--name) 1))
          '("claim" "source" "entity")))

;;;###autoload
(define-derived-mode sayso-mode prog-mode "Sayso"
  "Major mode for annotated drafts of news articles."
  (setq-local comment-start "# "
              comment-start-skip "#+[ \t]*"
              font-lock-defaults '(sayso-font-lock-keywords)
              imenu-generic-expression sayso-imenu-generic-expression
              indent-line-function #'sayso-indent-line
              indent-tabs-mode nil
              syntax-propertize-function #'sayso--syntax-propertize)
  (add-hook 'syntax-propertize-extend-region-functions #'sayso--extend-region nil t)
  (add-hook 'font-lock-extend-region-functions #'sayso--extend-font-lock-region nil t))

(defvar font-lock-beg)

(defun sayso--extend-font-lock-region ()
  "Colour whole declarations, so that an embedded text is seen as a whole."
  (let ((declaration (sayso--declaration-start font-lock-beg)))
    (when (< declaration font-lock-beg)
      (setq font-lock-beg declaration))))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.sayso\\'" . sayso-mode))

;;;; The server

(with-eval-after-load 'eglot
  ;; One server for drafts and articles, so that it knows unsaved changes of both.
  (add-to-list 'eglot-server-programs
               (cons (cons 'sayso-mode sayso-article-modes)
                     (lambda (&rest _) sayso-program))))

(defun sayso--try-project (folder)
  "Return the project that contains FOLDER: the folder of its `sayso.toml'.
All drafts and articles of a project share one server."
  (when-let* ((root (locate-dominating-file folder "sayso.toml")))
    (cons 'transient root)))

(defun sayso--drafts-above-p (folder)
  "Whether FOLDER or one above it, up to the root, contains drafts.
The root has a `sayso.toml' or a `.git'; without one, it is FOLDER."
  (let* ((here (file-name-as-directory (expand-file-name folder)))
         (above (seq-some (lambda (marker) (locate-dominating-file here marker)) '("sayso.toml" ".git")))
         (root (file-name-as-directory (expand-file-name (or above here)))))
    (while (not (or (sayso--draft-in-p here) (equal here root)))
      (setq here (file-name-directory (directory-file-name here))))
    (sayso--draft-in-p here)))

(defun sayso--draft-in-p (folder)
  "Whether FOLDER contains a draft."
  (directory-files folder nil "\\.sayso\\'" t 1))

;;;###autoload
(defun sayso-ensure ()
  "Start the server for a draft, or for a file that can be the article of one.
Add it to `sayso-mode-hook' and to the hooks of your modes for articles."
  (when (and buffer-file-name
             (or (derived-mode-p 'sayso-mode)
                 (sayso--drafts-above-p default-directory)))
    (add-hook 'project-find-functions #'sayso--try-project nil t)
    (eglot-ensure)))

(provide 'sayso-mode)
;;; sayso-mode.el ends here
