;;; scene.el --- What a writer sees in Emacs  -*- lexical-binding: t -*-

;; Each step waits for the result that it expects, and fails if it does not appear.

(require 'eglot)
(require 'flymake)
(require 'imenu)
(require 'sayso-mode)
(require 'xref)

;; What the README says, with a mode for Markdown that this Emacs does not have.
(define-derived-mode markdown-mode text-mode "Markdown")
(add-to-list 'auto-mode-alist '("\\.md\\'" . markdown-mode))
(add-hook 'sayso-mode-hook #'sayso-ensure)
(add-hook 'markdown-mode-hook #'sayso-ensure)
(setq eglot-sync-connect 10
      eglot-autoshutdown t
      eglot-send-changes-idle-time 0
      make-backup-files nil)

(defun expect (what holds)
  "Wait until the function HOLDS returns something true."
  (let ((end (+ (float-time) 20)))
    (while (and (not (funcall holds)) (< (float-time) end))
      (accept-process-output nil 0.05)))
  (unless (funcall holds)
    (message "FAIL  %s\n%s\n%s" what (buffer-name)
             (mapconcat #'flymake-diagnostic-text (flymake-diagnostics) "\n"))
    (kill-emacs 1))
  (message "ok    %s" what))

(defconst newsroom default-directory)

(defun visit (file)
  "Open FILE with its server, which Emacs starts after a command."
  (find-file (expand-file-name file newsroom))
  (run-hooks 'post-command-hook)
  (expect (format "the server serves %s" file) #'eglot-managed-p))

(defun reported (text)
  "The problems of this file whose messages contain TEXT."
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (seq-filter (lambda (problem) (string-search text (flymake-diagnostic-text problem)))
              (flymake-diagnostics)))

(defun at (text)
  "Go to TEXT."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun face-of (text)
  "The face of the first character of TEXT."
  (at text)
  (font-lock-ensure)
  (let ((face (get-text-property (point) 'face)))
    (if (consp face) (car face) face)))

(defun hover ()
  "What the server says about the word at point."
  (let ((answer (eglot--request (eglot--current-server-or-lose) :textDocument/hover
                                (eglot--TextDocumentPositionParams))))
    (or (plist-get (plist-get answer :contents) :value) "")))

(defun offered ()
  "What can be inserted at point."
  (pcase-let ((`(,start ,end ,table . ,_) (run-hook-with-args-until-success 'completion-at-point-functions)))
    (all-completions (buffer-substring-no-properties start end) table)))

;; Colours.
(find-file "in-progress/first-draft.sayso")
(pcase-dolist (`(,text . ,face)
               '(("article \"" . font-lock-keyword-face)
                 ("# The same" . font-lock-comment-delimiter-face)
                 ("text: \"" . font-lock-property-name-face)
                 ("\"first-draft.md" . font-lock-string-face)
                 ("state-television: org" . font-lock-function-name-face)
                 ("organisation \"State" . font-lock-type-face)
                 ("2026-01-08" . font-lock-number-face)
                 ("@state-television" . font-lock-constant-face)
                 ("at table 1" . font-lock-operator-face)))
  (expect (format "`%s` is coloured" text) (lambda () (eq (face-of text) face))))
(expect "the index lists the claims"
        (lambda () (assoc "five-freed" (cdr (assoc "Claim" (imenu--make-index-alist t))))))
(with-temp-buffer
  (insert "article \"One\n  mark is missing\n  language: en\n\ntext\n  # Heading\n\n  claim: a \"word, and @one\n\n"
          "source one: report “Two # no comment”\n  url: https://example.org/#part\n")
  (sayso-mode)
  (expect "a string ends where a field begins" (lambda () (eq (face-of "language") 'font-lock-property-name-face)))
  (expect "an embedded text has no colours" (lambda () (not (memq (face-of "@one") '(font-lock-constant-face)))))
  (expect "and does not colour what follows" (lambda () (eq (face-of "source one") 'font-lock-keyword-face)))
  (expect "a string has no comment in it" (lambda () (eq (face-of "# no comment") 'font-lock-string-face)))
  (expect "nor has an address" (lambda () (null (face-of "#part"))))
  (goto-char (point-max))
  (insert "\nclaim two: \"Words\"\nsource: @one")
  (indent-for-tab-command)
  (expect "a field is indented" (lambda () (looking-back "^  source: @one" (pos-bol))))
  (comment-region (pos-bol) (pos-eol))
  (expect "and can be made a comment" (lambda () (string-match-p "^ *# source" (thing-at-point 'line)))))

(defun choose-action (title)
  "Carry out the code action with this TITLE at point."
  (let (action)
    (expect (format "`%s` is offered" title)
            (lambda ()
              (setq action (seq-find (lambda (action) (equal (plist-get action :title) title))
                                     (eglot-code-actions (point) (point))))))
    (eglot-execute (eglot-current-server) action)))

;; The draft.
(visit "in-progress/first-draft.sayso")
(expect "its project is the folder of the configuration"
        (lambda () (file-equal-p newsroom (project-root (project-current)))))
(expect "a claim without a source is reported" (lambda () (reported "`goodwill` has no source")))
(at "spain-mfa")
(expect "the hover says who it is" (lambda () (string-search "Spain's foreign ministry" (hover))))
(call-interactively #'xref-find-definitions)
(expect "the definition is in the registry"
        (lambda () (and (equal (buffer-name) "entities.sayso") (looking-at-p "spain-mfa\\|entity spain-mfa"))))
(visit "in-progress/first-draft.sayso")
(at "about: @maria-corina-machado")
(end-of-line)
(insert ", @rocio")
(expect "known names are offered"
        (lambda () (seq-some (lambda (name) (string-search "rocio-san-miguel" name)) (offered))))
(insert "-san-miguel\n  source: @machado-statement at para 2")
(expect "the warning is gone" (lambda () (not (reported "`machado-calls` has no source"))))
(at "claim goodwill")
(choose-action "Add `source: @television-report`")
(expect "the fix cites a source"
        (lambda () (save-excursion (at "claim goodwill") (forward-line) (looking-at-p "  source: @television-report"))))
(save-buffer)

;; The article.
(visit "in-progress/first-draft.md")
(at "goodwill gesture")
(expect "the hover shows the claim" (lambda () (string-search "goodwill" (hover))))
(call-interactively #'xref-find-definitions)
(expect "the definition of a passage is its claim"
        (lambda () (and (equal (buffer-name) "first-draft.sayso") (save-excursion (beginning-of-line) (looking-at-p "claim goodwill")))))
(visit "in-progress/first-draft.md")
(at "Who will be next")
(choose-action "Annotate this sentence")
(visit "in-progress/first-draft.sayso")
(expect "the sentence has a claim in the draft"
        (lambda () (save-excursion (goto-char (point-min)) (re-search-forward "^claim.*Who will be next" nil t))))
(visit "in-progress/first-draft.md")
(at "political prisoners")
(replace-match "prisoners of conscience")
(eglot--signal-textDocument/didChange)
(visit "in-progress/first-draft.sayso")
(expect "an unsaved change of the article is checked" (lambda () (reported "these words are not in the article")))

;; Other Markdown.
(let ((other (expand-file-name "../elsewhere/other.md" newsroom)))
  (make-directory (file-name-directory other))
  (write-region "Words.\n" nil other)
  (find-file other))
(run-hooks 'post-command-hook)
(expect "other Markdown is left alone" (lambda () (not (eglot-managed-p))))
