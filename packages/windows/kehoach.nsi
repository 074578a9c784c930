; Bộ cài cho một người dùng: no administrator, nothing outside the person's own folders. Given by packages/make:
; VERSION, FROM (the folder with what is installed), TO (the installer), ICON.
Unicode true
Target amd64-unicode
SetCompressor zlib
SetDateSave off
Name "Bàn làm việc kế hoạch"
OutFile "${TO}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\kehoach"
InstallDirRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\Uninstall\kehoach" "InstallLocation"
BrandingText "kehoach ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1066 "ProductName" "kehoach"
VIAddVersionKey /LANG=1066 "FileDescription" "Bộ cài Bàn làm việc kế hoạch"
VIAddVersionKey /LANG=1066 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "LegalCopyright" "the kehoach authors, MIT"

!include MUI2.nsh
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEPAGE_TEXT "Chương trình được cài vào thư mục riêng của người dùng này, không cần quyền quản trị.$\r$\n$\r$\nNội dung kế hoạch nằm ở thư mục “Ke hoach” trong Tài liệu (Documents). Cài bản mới và gỡ chương trình đều không động đến thư mục ấy."
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "Mở bàn làm việc"
!define MUI_FINISHPAGE_RUN_FUNCTION Start
!define MUI_FINISHPAGE_SHOWREADME "$INSTDIR\HUONG-DAN.html"
!define MUI_FINISHPAGE_SHOWREADME_TEXT "Xem hướng dẫn một trang"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\kehoach"
!define WORK "$DOCUMENTS\Ke hoach"

Section
    SetShellVarContext current
    ; A program that runs cannot be replaced.
    IfFileExists "$INSTDIR\kehoach.exe" 0 free
try:
    ClearErrors
    FileOpen $0 "$INSTDIR\kehoach.exe" a
    IfErrors 0 closed
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Chương trình đang chạy. Đóng bàn làm việc (nút “Đóng chương trình”) rồi bấm Retry (thử lại)." /SD IDCANCEL IDRETRY try
    Abort "Chưa cài: chương trình đang chạy."
closed:
    FileClose $0
free:
    SetOutPath "$INSTDIR"
    File "${FROM}\kehoach.exe"
    File "${FROM}\HUONG-DAN.html"
    SetOutPath "$INSTDIR\giay-phep"
    File "${FROM}\giay-phep\*.*"
    ; The example is put beside the office's own content once, and is never written over.
    IfFileExists "${WORK}\vi-du-lang-son\*.*" there
    SetOutPath "${WORK}\vi-du-lang-son"
    File /r "${FROM}\vi-du-lang-son\*.*"
there:
    ; What a shortcut is made with is where the program starts, and looks for its content.
    SetOutPath "${WORK}"
    CreateShortcut "$SMPROGRAMS\Bàn làm việc kế hoạch.lnk" "$INSTDIR\kehoach.exe"
    WriteUninstaller "$INSTDIR\go-cai-dat.exe"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Bàn làm việc kế hoạch"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\kehoach.exe"
    WriteRegStr HKCU "${UNINSTALL}" "Publisher" "the kehoach authors"
    WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\go-cai-dat.exe"'
    WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\go-cai-dat.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Function Start
    SetOutPath "${WORK}"
    Exec '"$INSTDIR\kehoach.exe"'
FunctionEnd

; Only what was installed goes: the folders of content and results are the office's.
Section "Uninstall"
    SetShellVarContext current
    ClearErrors
    Delete "$INSTDIR\kehoach.exe"
    IfErrors 0 gone
    MessageBox MB_OK|MB_ICONEXCLAMATION "Chương trình đang chạy. Đóng bàn làm việc rồi gỡ lại." /SD IDOK
    Abort "Chưa gỡ: chương trình đang chạy."
gone:
    Delete "$INSTDIR\HUONG-DAN.html"
    Delete "$INSTDIR\giay-phep\kehoach.txt"
    Delete "$INSTDIR\giay-phep\liberation-serif.txt"
    Delete "$INSTDIR\giay-phep\thu-vien.txt"
    RMDir "$INSTDIR\giay-phep"
    Delete "$INSTDIR\go-cai-dat.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\Bàn làm việc kế hoạch.lnk"
    DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
